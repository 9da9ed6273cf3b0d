package io.xianda.wechat;

import io.xianda.order.MerchantSettings;
import java.net.URI;
import java.time.Duration;
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
 * @param api where WeChat's API is
 * @param timeout for one call, until its last byte: (0s, 30s]
 * @param typingPath of the call that shows that somebody types; the public documents disagree about
 *     that of mini-programs
 */
@ConfigurationProperties("xianda.wechat")
public record WechatSettings(
    @DefaultValue Map<String, App> apps,
    @DefaultValue("https://api.weixin.qq.com") String api,
    @DefaultValue("5s") Duration timeout,
    @DefaultValue("/cgi-bin/message/custom/typing") String typingPath) {

  private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9_-]{1,40}){1,8}");
  private static final Duration LONGEST = Duration.ofSeconds(30);

  public WechatSettings {
    if (!timeout.isPositive() || timeout.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("xianda.wechat.timeout lies in (0s, 30s]");
    }
    if (!PATH.matcher(typingPath).matches()) {
      throw new IllegalArgumentException("xianda.wechat.typing-path is a path such as /a/b");
    }
    try {
      MerchantSettings.address(api);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("xianda.wechat.api is no address: " + e.getMessage());
    }
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
   * @param agentReplyTemplate id of the subscription message that tells of an agent's reply; empty
   *     for none
   * @param pagesOf AppID of the mini-program that links lead to; empty for this one
   */
  public record App(
      Kind kind,
      String appId,
      String token,
      @DefaultValue("") String encodingAesKey,
      String secret,
      @DefaultValue("") String agentReplyTemplate,
      @DefaultValue("") String pagesOf) {

    private static final Pattern APP_ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9]{3,32}");
    private static final Pattern AES_KEY = Pattern.compile("([A-Za-z0-9]{43})?");
    private static final Pattern OPTIONAL = Pattern.compile("[A-Za-z0-9_-]{0,64}");
    private static final Pattern SECRET = Pattern.compile("[\\x21-\\x7e]{1,128}");

    /** The messages name the setting and never repeat its value. */
    public App {
      require(APP_ID, appId, "app-id is the AppID");
      require(TOKEN, token, "token has 3 to 32 letters and digits");
      require(AES_KEY, encodingAesKey, "encoding-aes-key has 43 letters and digits, or is empty");
      require(SECRET, secret, "secret is the AppSecret");
      require(OPTIONAL, agentReplyTemplate, "agent-reply-template is the id of a template");
      require(OPTIONAL, pagesOf, "pages-of is an AppID");
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

  /** Where WeChat's API is. */
  URI address() {
    return MerchantSettings.address(api);
  }

  /** An app; nothing where it is not configured. */
  Optional<App> app(AppName name) {
    return Optional.ofNullable(apps.get(name.value()));
  }
}
