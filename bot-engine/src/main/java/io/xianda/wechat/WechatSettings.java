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

  /** Whose desk takes over from the bot. */
  public enum Desk {
    OURS,
    /** WeChat's own (微信客服工具). */
    WECHAT
  }

  /** What a subscription message tells of. */
  public enum Purpose {
    AGENT_REPLY,
    TICKET_PROGRESS,
    REFUND
  }

  /**
   * One subscription message.
   *
   * @param template its id
   * @param fields what stands in each, such as {@code thing1}: {@code {words}}, {@code {ticket}},
   *     {@code {time}} or anything else; {@code thing1} with the words where there are none
   * @param page that it leads to; empty for none
   */
  public record Subscription(
      String template, @DefaultValue Map<String, String> fields, @DefaultValue("") String page) {

    private static final Pattern TEMPLATE = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern FIELD = Pattern.compile("[a-z_]{1,24}\\d{1,3}");

    public Subscription {
      if (!TEMPLATE.matcher(template).matches()
          || !fields.keySet().stream().allMatch(name -> FIELD.matcher(name).matches())
          || fields.size() > 10
          || page.length() > 200) {
        throw new IllegalArgumentException(
            "xianda.wechat.apps.<name>.subscriptions.<purpose> has the id of a template, and fields"
                + " such as thing1");
      }
      fields = fields.isEmpty() ? Map.of("thing1", "{words}") : Map.copyOf(fields);
    }
  }

  /**
   * One app as it stands in WeChat's console.
   *
   * @param appId AppID
   * @param token of the message push: 3 to 32 letters and digits
   * @param encodingAesKey 43 letters and digits; empty for plain mode, in which the signature
   *     covers no message: with a key, whatever is not encrypted is refused
   * @param secret AppSecret
   * @param subscriptions messages that remind of what could not be said (订阅消息)
   * @param pagesOf AppID of the mini-program that links lead to; empty for this one
   * @param cardThumb media id of the picture on cards that lead to pages; empty to have links in
   *     the text
   * @param linkBase where the mini-program's pages are in the web, such as {@code
   *     https://shop.example/m}: links of mini-programs become link cards; empty for none
   * @param handoff whose desk takes over from the bot
   */
  public record App(
      Kind kind,
      String appId,
      String token,
      @DefaultValue("") String encodingAesKey,
      String secret,
      @DefaultValue Map<Purpose, Subscription> subscriptions,
      @DefaultValue("") String pagesOf,
      @DefaultValue("") String cardThumb,
      @DefaultValue("") String linkBase,
      @DefaultValue("ours") Desk handoff) {

    private static final Pattern APP_ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9]{3,32}");
    private static final Pattern AES_KEY = Pattern.compile("([A-Za-z0-9]{43})?");
    private static final Pattern OPTIONAL = Pattern.compile("[A-Za-z0-9_-]{0,64}");
    private static final Pattern MEDIA = Pattern.compile("[A-Za-z0-9_-]{0,128}");
    private static final Pattern LINK_BASE =
        Pattern.compile("(https://[A-Za-z0-9.-]{1,100}(:\\d{1,5})?(/[A-Za-z0-9._-]{1,40}){0,8})?");
    private static final Pattern SECRET = Pattern.compile("[\\x21-\\x7e]{1,128}");

    /** The messages name the setting and never repeat its value. */
    public App {
      require(APP_ID, appId, "app-id is the AppID");
      require(TOKEN, token, "token has 3 to 32 letters and digits");
      require(AES_KEY, encodingAesKey, "encoding-aes-key has 43 letters and digits, or is empty");
      require(SECRET, secret, "secret is the AppSecret");
      require(OPTIONAL, pagesOf, "pages-of is an AppID");
      require(MEDIA, cardThumb, "card-thumb is a media id");
      require(LINK_BASE, linkBase, "link-base is an https address without query");
      subscriptions = Map.copyOf(subscriptions);
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
