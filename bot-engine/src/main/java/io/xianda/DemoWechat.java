package io.xianda;

import io.xianda.storage.StartupException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A mini-program and an official account, set up on both sides: at Xianda and at the double of
 * WeChat that it speaks to. Their keys are new with each start.
 */
final class DemoWechat {

  private static final String LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  /** Fields of each purpose's subscription message. */
  private static final Map<String, Map<String, String>> TEMPLATES =
      Map.of(
          "agent-reply", Map.of("thing1", "{words}", "time2", "{time}"),
          "ticket-progress", Map.of("character_string1", "{ticket}", "thing2", "{words}"),
          "refund", Map.of("character_string1", "{ticket}", "thing2", "{words}"));

  private final SecureRandom random = new SecureRandom();
  private final List<String> arguments = new ArrayList<>();

  private DemoWechat() {}

  /** What the service is to be started with. */
  static List<String> arguments(String bind, int port) {
    var demo = new DemoWechat();
    int api = freePort();
    demo.add("wechat-double.enabled", "true");
    demo.add("wechat-double.port", Integer.toString(api));
    demo.add(
        "wechat-double.service",
        "http://" + (bind.contains(":") ? "[" + bind + "]" : bind) + ":" + port);
    demo.add("wechat.api", "http://127.0.0.1:" + api);
    String shop = "wx" + demo.letters(16).toLowerCase(java.util.Locale.ROOT);
    String news = "wx" + demo.letters(16).toLowerCase(java.util.Locale.ROOT);
    demo.account("shop", "鲜果小铺", "mini-program", "json", shop, shop);
    demo.account("news", "鲜果小铺公众号", "official-account", "xml", news, shop);
    return demo.arguments;
  }

  private void account(
      String name, String title, String kind, String format, String appId, String pagesOf) {
    Map<String, String> both = new TreeMap<>();
    both.put("kind", kind);
    both.put("app-id", appId);
    both.put("secret", letters(32));
    both.put("token", letters(24));
    both.put("encoding-aes-key", letters(43));
    String here = "wechat.apps." + name + ".";
    String there = "wechat-double.accounts." + name + ".";
    both.forEach((key, value) -> {
      add(here + key, value);
      add(there + key, value);
    });
    add(there + "title", title);
    add(there + "format", format);
    add(here + "pages-of", pagesOf);
    add(here + "card-thumb", "permanent-thumb");
    TEMPLATES.forEach((purpose, fields) -> {
      add(here + "subscriptions." + purpose + ".template", purpose);
      fields.forEach(
          (field, words) -> add(here + "subscriptions." + purpose + ".fields." + field, words));
      add(there + "templates." + purpose, String.join(",", fields.keySet()));
    });
  }

  /** As an argument, because variables of the same names would override properties. */
  private void add(String key, String value) {
    arguments.add("--xianda." + key + "=" + value);
  }

  private String letters(int length) {
    StringBuilder letters = new StringBuilder();
    for (int i = 0; i < length; i++) {
      letters.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return letters.toString();
  }

  private static int freePort() {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    } catch (IOException e) {
      throw new StartupException("no port is free for the double of WeChat", e);
    }
  }
}
