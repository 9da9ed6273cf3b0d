package io.xianda.wechat;

import io.xianda.wechat.WechatSettings.App;
import io.xianda.wechat.WechatSettings.Desk;
import io.xianda.wechat.WechatSettings.Kind;
import io.xianda.wechat.WechatSettings.Purpose;
import io.xianda.wechat.WechatSettings.Subscription;
import io.xianda.wechatdouble.Account;
import io.xianda.wechatdouble.DoubleServer;
import io.xianda.wechatdouble.WechatDouble;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
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
          Map.of(
              Purpose.AGENT_REPLY,
              new Subscription("reply-of-the-shop", Map.of(), ""),
              Purpose.TICKET_PROGRESS,
              new Subscription(
                  "progress-of-the-shop",
                  Map.of("character_string1", "{ticket}", "thing2", "{words}", "time3", "{time}"),
                  "pages/ticket")),
          "",
          "permanent-thumb",
          "",
          Desk.OURS);

  static final App ACCOUNT =
      new App(
          Kind.OFFICIAL_ACCOUNT,
          "wxfedcba0987654321",
          "TokenOfTheAccount",
          "GFEDCBA9876543210zyxwvutsrqponmlkjihgfedcba",
          "secret-of-the-account",
          Map.of(),
          SHOP.appId(),
          "",
          "",
          Desk.OURS);

  static final App PLAIN =
      new App(
          Kind.MINI_PROGRAM,
          "wx00000000000000ff",
          "TokenOfPlain",
          "",
          "secret-of-plain",
          Map.of(),
          "",
          "",
          "https://shop.example/m",
          Desk.OURS);

  /** Its handoffs go to WeChat's own desk. */
  static final App AWAY =
      new App(
          Kind.MINI_PROGRAM,
          "wx00000000000000aa",
          "TokenOfAway",
          "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789abcdefg",
          "secret-of-away",
          Map.of(),
          "",
          "",
          "",
          Desk.WECHAT);

  /** The same accounts as they stand in WeChat's console. */
  static final List<Account> ACCOUNTS =
      List.of(
          account(
              "shop",
              SHOP,
              Account.Format.JSON,
              Map.of(
                  "reply-of-the-shop",
                  Set.of("thing1"),
                  "progress-of-the-shop",
                  Set.of("character_string1", "thing2", "time3"))),
          account("account", ACCOUNT, Account.Format.XML, Map.of()),
          account("plain", PLAIN, Account.Format.JSON, Map.of()),
          account("away", AWAY, Account.Format.XML, Map.of()));

  /** What they take for WeChat. */
  public static final WechatDouble DOUBLE = new WechatDouble(Clock.systemUTC(), ACCOUNTS);

  /** For as long as the tests last. */
  @SuppressWarnings("resource")
  private static final DoubleServer SERVER = new DoubleServer(DOUBLE, 0);

  /** For the service of the tests. */
  public static final String[] PROPERTIES =
      Stream.of(
              List.of("xianda.wechat.api=" + SERVER.address(), "xianda.wechat.timeout=3s"),
              properties("shop", SHOP),
              properties("account", ACCOUNT),
              properties("plain", PLAIN),
              properties("away", AWAY))
          .flatMap(List::stream)
          .toArray(String[]::new);

  private WechatApps() {}

  private static Account account(
      String name, App app, Account.Format format, Map<String, Set<String>> templates) {
    return new Account(
        name,
        name,
        Account.Kind.valueOf(app.kind().name()),
        "gh_" + name,
        app.appId(),
        app.secret(),
        app.token(),
        app.encodingAesKey(),
        format,
        templates);
  }

  private static List<String> properties(String name, App app) {
    String prefix = "xianda.wechat.apps." + name + ".";
    List<String> properties =
        new ArrayList<>(
            List.of(
                prefix + "kind=" + app.kind(),
                prefix + "app-id=" + app.appId(),
                prefix + "token=" + app.token(),
                prefix + "encoding-aes-key=" + app.encodingAesKey(),
                prefix + "secret=" + app.secret(),
                prefix + "pages-of=" + app.pagesOf(),
                prefix + "card-thumb=" + app.cardThumb(),
                prefix + "link-base=" + app.linkBase(),
                prefix + "handoff=" + app.handoff()));
    app.subscriptions()
        .forEach((purpose, message) -> {
          String of = prefix + "subscriptions." + purpose + ".";
          properties.add(of + "template=" + message.template());
          properties.add(of + "page=" + message.page());
          properties.addAll(
              message.fields().entrySet().stream()
                  .map(field -> of + "fields." + field.getKey() + "=" + field.getValue())
                  .collect(Collectors.toList()));
        });
    return properties;
  }
}
