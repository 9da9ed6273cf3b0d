package io.xianda.wechat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The apps of WeChat whose messages are answered; none unless there are some. Secrets come from the
 * environment, such as {@code XIANDA_WECHAT_APPS_SHOP_SECRET}, never from a command line.
 *
 * @param apps by name
 */
@ConfigurationProperties("xianda.wechat")
public record WechatSettings(@DefaultValue Map<String, App> apps) {

  public WechatSettings {
    apps = Map.copyOf(new LinkedHashMap<>(apps));
    apps.keySet().forEach(AppName::new);
  }

  /** What kind of app it is; they differ in what they may send. */
  public enum Kind {
    MINI_PROGRAM,
    OFFICIAL_ACCOUNT
  }

  /**
   * One app as it stands in WeChat's console.
   *
   * @param appId AppID
   * @param token of the message push: 3 to 32 letters and digits
   * @param encodingAesKey 43 letters and digits; empty for plain mode, in which the signature
   *     covers no message: with a key, whatever is not encrypted is refused
   * @param secret AppSecret
   */
  public record App(
      Kind kind,
      String appId,
      String token,
      @DefaultValue("") String encodingAesKey,
      String secret) {

    private static final Pattern APP_ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9]{3,32}");
    private static final Pattern AES_KEY = Pattern.compile("([A-Za-z0-9]{43})?");
    private static final Pattern SECRET = Pattern.compile("[\\x21-\\x7e]{1,128}");

    /** The messages name the setting and never repeat its value. */
    public App {
      require(APP_ID, appId, "app-id is the AppID");
      require(TOKEN, token, "token has 3 to 32 letters and digits");
      require(AES_KEY, encodingAesKey, "encoding-aes-key has 43 letters and digits, or is empty");
      require(SECRET, secret, "secret is the AppSecret");
    }

    private static void require(Pattern shape, String value, String told) {
      if (!shape.matcher(value).matches()) {
        throw new IllegalArgumentException("xianda.wechat.apps.<name>." + told);
      }
    }

    /** Whether only encrypted callbacks are believed. */
    boolean encrypts() {
      return !encodingAesKey.isEmpty();
    }

    @Override
    public String toString() {
      return "App[%s, %s]".formatted(kind, appId);
    }
  }

  Optional<App> app(String name) {
    return Optional.ofNullable(apps.get(name));
  }
}
