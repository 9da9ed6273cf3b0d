package io.xianda.wording;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The language model that may be asked; off unless there is a URL.
 *
 * @param url of an OpenAI-compatible service up to its version, such as {@code
 *     https://llm.example.com/v1}; empty for none
 * @param key that it asks for; from the environment, never on a command line
 * @param keyFile of which the only line is the key, instead of {@code key}; empty for none
 * @param name of the model
 * @param timeout for one rewording, all of it: (0s, 3s], because a shopper waits
 * @param atOnce calls of this node under way at one time; whoever comes then does without
 * @param callsPerDay of this node
 * @param tokensPerDay of this node, sent and received; the call that passes it is the day's last
 * @param rest how long the model is left alone after several failures
 */
@ConfigurationProperties("xianda.model")
public record ModelSettings(
    @DefaultValue("") String url,
    @DefaultValue("") String key,
    @DefaultValue("") String keyFile,
    @DefaultValue("") String name,
    @DefaultValue("3s") Duration timeout,
    @DefaultValue("8") int atOnce,
    @DefaultValue("2000") int callsPerDay,
    @DefaultValue("1000000") long tokensPerDay,
    @DefaultValue("30s") Duration rest) {

  private static final Duration LONGEST = Duration.ofSeconds(3);
  private static final Duration LONGEST_REST = Duration.ofHours(1);
  private static final int LONGEST_KEY = 500;

  public ModelSettings {
    if (!url.isBlank()) {
      requireAddress(url);
      if (key.isBlank() == keyFile.isBlank()) {
        throw new IllegalArgumentException(
            "xianda.model.url needs a key: set either XIANDA_MODEL_KEY or XIANDA_MODEL_KEY_FILE");
      }
      key = key.isBlank() ? readKey(keyFile) : key;
      requireKey(key);
      if (name.isBlank() || name.length() > 100) {
        throw new IllegalArgumentException(
            "xianda.model.name is missing or too long; set XIANDA_MODEL_NAME");
      }
    }
    if (!timeout.isPositive() || timeout.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("xianda.model.timeout lies in (0s, 3s]");
    }
    if (!rest.isPositive() || rest.compareTo(LONGEST_REST) > 0) {
      throw new IllegalArgumentException("xianda.model.rest lies in (0s, 1h]");
    }
    if (atOnce < 1 || atOnce > 1000) {
      throw new IllegalArgumentException("xianda.model.at-once lies in [1, 1000]");
    }
    if (callsPerDay < 0 || tokensPerDay < 0) {
      throw new IllegalArgumentException("a budget of xianda.model is not negative");
    }
  }

  /** Whether there is a model to ask. */
  boolean isOn() {
    return !url.isBlank();
  }

  /** The URL is not repeated, since people paste what they should not. */
  private static void requireAddress(String url) {
    URI address;
    try {
      address = URI.create(url.strip());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("xianda.model.url is no URL");
    }
    String scheme = address.getScheme();
    if (!("http".equals(scheme) || "https".equals(scheme))
        || address.getHost() == null
        || address.getUserInfo() != null
        || address.getQuery() != null
        || address.getFragment() != null) {
      throw new IllegalArgumentException(
          "xianda.model.url must be like https://llm.example.com/v1");
    }
  }

  private static String readKey(String file) {
    try {
      return Files.readString(Path.of(file)).strip();
    } catch (IOException | IllegalArgumentException e) {
      throw new IllegalArgumentException("the file of xianda.model.key-file cannot be read");
    }
  }

  private static void requireKey(String key) {
    if (key.isEmpty()
        || key.length() > LONGEST_KEY
        || !key.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new IllegalArgumentException(
          "the key of xianda.model has up to 500 visible ASCII characters");
    }
  }

  @Override
  public String toString() {
    return "ModelSettings[%s]".formatted(isOn() ? name : "off");
  }
}
