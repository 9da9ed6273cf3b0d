package io.xianda.wechat;

import static io.xianda.wechat.WechatApps.ACCOUNTS;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.xianda.order.MovableClock;
import io.xianda.wechat.OpenCallback.Opened;
import io.xianda.wechatdouble.Callbacks.Delivered;
import io.xianda.wechatdouble.WechatDouble;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the double seals and signs, the service opens and believes: both read the same documents.
 */
class TwoReadingsTest {

  private final MovableClock clock = new MovableClock(Instant.parse("2026-11-23T10:00:00Z"));
  private final WechatDouble wechat = new WechatDouble(clock, ACCOUNTS);
  private final List<Map<String, String>> queries = new CopyOnWriteArrayList<>();
  private final List<byte[]> bodies = new CopyOnWriteArrayList<>();
  private final HttpServer service;
  private volatile int status = 200;

  TwoReadingsTest() throws java.io.IOException {
    service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    service.createContext(
        "/",
        exchange -> {
          try (exchange) {
            Map<String, String> query = new HashMap<>();
            for (String pair : exchange.getRequestURI().getQuery().split("&", -1)) {
              query.put(
                  pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
            }
            queries.add(query);
            bodies.add(exchange.getRequestBody().readAllBytes());
            byte[] success = "success".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, success.length);
            exchange.getResponseBody().write(success);
          }
        });
    service.start();
    wechat.callbacks().goTo(URI.create("http://127.0.0.1:" + service.getAddress().getPort()));
  }

  @AfterEach
  void ends() {
    wechat.close();
    service.stop(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"shop", "account", "plain", "away"})
  void whatOneSealsTheOtherOpens(String name) {
    Delivered delivered = wechat.talk(name, "oLin").says("草莓]]>烂了 <b>🍓</b> \"");
    assertThat(delivered.tries()).isEqualTo(1);
    WechatSettings.App app =
        switch (name) {
          case "shop" -> WechatApps.SHOP;
          case "account" -> WechatApps.ACCOUNT;
          case "away" -> WechatApps.AWAY;
          default -> WechatApps.PLAIN;
        };
    Map<String, String> query = queries.getFirst();
    Opened opened =
        new OpenCallback(app, clock)
            .open(
                new OpenCallback.Query(
                    query.get("signature"),
                    query.get("timestamp"),
                    query.get("nonce"),
                    query.get("msg_signature")),
                bodies.getFirst());
    assertThat(opened)
        .isInstanceOfSatisfying(
            Opened.Believed.class,
            believed ->
                assertThat(believed.fields().get("Content")).isEqualTo("草莓]]>烂了 <b>🍓</b> \""));
  }

  @Test
  void whatIsNotAcknowledgedIsSentThreeTimesWithTheSameId() {
    status = 500;
    Delivered delivered = wechat.talk("plain", "oLin").says("你好");
    assertThat(delivered.acknowledged()).isFalse();
    assertThat(bodies).hasSize(3);
    assertThat(bodies.stream().map(each -> new String(each, StandardCharsets.UTF_8)).distinct())
        .hasSize(1);
  }
}
