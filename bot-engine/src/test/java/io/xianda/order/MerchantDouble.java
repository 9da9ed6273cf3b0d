package io.xianda.order;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.xianda.conversation.ShopperId;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A merchant's order system over HTTP, which a test may stop at any step. Behind it stands the
 * demonstration shop. Thread-safe.
 */
public final class MerchantDouble implements AutoCloseable {

  private final DemoShop shop = DemoShop.shipped(Clock.systemUTC());
  private final MerchantJson json = new MerchantJson();
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private volatile Steps steps = new Steps();

  /** What the test does at each step; nothing unless told otherwise. */
  public static class Steps {

    /** Somebody wants to see the orders. */
    protected void beforeAccount() {}

    /** Somebody wants something done, and nothing is done yet. */
    protected void beforeEffect() {}

    /** It is done, and nobody knows yet. */
    protected void afterEffect() {}

    /** What is answered instead of the truth. */
    protected void answer(HttpExchange exchange, String truth) throws IOException {
      byte[] body = truth.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, body.length);
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(body);
      }
    }
  }

  /** On a free port of this machine. */
  public MerchantDouble() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::serve);
    server.start();
  }

  /** Where it is. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  public void goesOn(Steps other) {
    steps = other;
  }

  /** Everything was forgotten, and nothing is disturbed. */
  public void startsAfresh() {
    steps = new Steps();
    asked.clear();
    shop.reset();
  }

  public List<Effect> done() {
    return shop.effects();
  }

  /** The keys under which something was asked for, and {@code account}, in their order. */
  public List<String> asked() {
    return List.copyOf(asked);
  }

  private void serve(HttpExchange exchange) throws IOException {
    Steps now = steps;
    try (exchange) {
      var shopper = new ShopperId(exchange.getRequestURI().getPath().split("/", -1)[3]);
      if (exchange.getRequestMethod().equals("GET")) {
        asked.add("account");
        now.beforeAccount();
        now.answer(exchange, json.write(shop.accountOf(shopper)));
        return;
      }
      var key = new EffectKey(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
      Effect effect = json.effect(exchange.getRequestBody().readAllBytes());
      asked.add(key.value());
      now.beforeEffect();
      EffectResult result = shop.apply(key, shopper, effect);
      now.afterEffect();
      now.answer(exchange, json.write(MerchantJson.Answer.of(result)));
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
