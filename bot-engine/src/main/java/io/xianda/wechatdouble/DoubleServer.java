package io.xianda.wechatdouble;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Answers for a double on a port of 127.0.0.1. It is not the service's own server: that one
 * finishes every answer that it has begun, and WeChat's connections break. Thread-safe.
 */
public final class DoubleServer implements AutoCloseable {

  private static final Duration SILENCE = Duration.ofMinutes(1);
  private static final int LARGEST = 12 * 1024 * 1024;

  private final HttpServer server;
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private final WechatDouble wechat;

  /**
   * @param port 0 for any that is free
   */
  public DoubleServer(WechatDouble wechat, int port) {
    this.wechat = wechat;
    try {
      server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(workers);
    server.createContext("/", this::answer);
    server.start();
  }

  /** Where it is, such as {@code http://127.0.0.1:40123}. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void answer(HttpExchange exchange) throws IOException {
    // Closing it without an answer closes the connection.
    try (exchange) {
      Instant at = wechat.clock().instant();
      long start = System.nanoTime();
      byte[] body = exchange.getRequestBody().readNBytes(LARGEST);
      var call =
          new WechatDouble.Call(
              exchange.getRequestMethod(),
              exchange.getRequestURI().getPath(),
              query(exchange.getRequestURI()),
              body);
      Faults.Fate fate = wechat.faults().next(call.path(), wechat.openIdOf(call));
      Thread.sleep(fate.delay());
      int status = 200;
      byte[] said = {};
      switch (fate.fault().orElse(null)) {
        case null -> {
          WechatDouble.Answer answer = wechat.answer(call);
          said = answer.body();
          exchange.getResponseHeaders().set("Content-Type", answer.type());
          send(exchange, status, said);
        }
        case Fault.Code(int code) -> {
          said = WechatDouble.Answer.code(code).body();
          send(exchange, status, said);
        }
        case Fault.Status(int other) -> {
          status = other;
          send(exchange, status, said);
        }
        case Fault.LostAnswer lost -> {
          wechat.answer(call);
          status = 0;
        }
        case Fault.Silence silence -> {
          status = 0;
          Thread.sleep(SILENCE);
        }
        case Fault.Drop drop -> status = 0;
        case Fault.Delay delay -> throw new IllegalStateException("a delay is no end");
      }
      wechat
          .exchanges()
          .add(
              new Exchange(
                  0,
                  at,
                  false,
                  call.method(),
                  exchange.getRequestURI().toString(),
                  Exchanges.shown(body),
                  status,
                  Exchanges.shown(said),
                  (System.nanoTime() - start) / 1_000_000));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Map<String, String> query(URI address) {
    Map<String, String> query = new HashMap<>();
    String raw = address.getRawQuery();
    for (String pair : (raw == null ? "" : raw).split("&", -1)) {
      int at = pair.indexOf('=');
      if (at > 0) {
        query.put(
            pair.substring(0, at),
            URLDecoder.decode(pair.substring(at + 1), StandardCharsets.UTF_8));
      }
    }
    return query;
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
    workers.shutdownNow();
    wechat.close();
  }
}
