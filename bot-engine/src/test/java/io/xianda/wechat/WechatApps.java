package io.xianda.wechat;

import io.xianda.wechat.WechatSettings.App;
import io.xianda.wechat.WechatSettings.Kind;
import java.time.Clock;
import java.util.stream.Stream;

/** The apps that the tests' service answers. */
public final class WechatApps {

  static final App SHOP =
      new App(
          Kind.MINI_PROGRAM,
          "wx1234567890abcdef",
          "TokenOfTheShop",
          "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG",
          "secret-of-the-shop",
          "template-of-the-shop",
          "");

  static final App ACCOUNT =
      new App(
          Kind.OFFICIAL_ACCOUNT,
          "wxfedcba0987654321",
          "TokenOfTheAccount",
          "GFEDCBA9876543210zyxwvutsrqponmlkjihgfedcba",
          "secret-of-the-account",
          "",
          SHOP.appId());

  static final App PLAIN =
      new App(
          Kind.MINI_PROGRAM, "wx00000000000000ff", "TokenOfPlain", "", "secret-of-plain", "", "");

  /** What they take for WeChat. */
  static final WechatDouble DOUBLE = new WechatDouble(Clock.systemUTC(), SHOP, ACCOUNT, PLAIN);

  /** For the service of the tests. */
  public static final String[] PROPERTIES =
      Stream.of(
              Stream.of("xianda.wechat.api=" + DOUBLE.address(), "xianda.wechat.timeout=3s"),
              properties("shop", SHOP),
              properties("account", ACCOUNT),
              properties("plain", PLAIN))
          .flatMap(each -> each)
          .toArray(String[]::new);

  private WechatApps() {}

  private static Stream<String> properties(String name, App app) {
    String prefix = "xianda.wechat.apps." + name + ".";
    return Stream.of(
        prefix + "kind=" + app.kind(),
        prefix + "app-id=" + app.appId(),
        prefix + "token=" + app.token(),
        prefix + "encoding-aes-key=" + app.encodingAesKey(),
        prefix + "secret=" + app.secret(),
        prefix + "agent-reply-template=" + app.agentReplyTemplate(),
        prefix + "pages-of=" + app.pagesOf());
  }
}
