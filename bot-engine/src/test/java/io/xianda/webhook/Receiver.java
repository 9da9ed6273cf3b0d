package io.xianda.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.IntUnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A system of the shop that is told what happens. Thread-safe. */
final class Receiver implements AutoCloseable {

  private final HttpServer server;
  private final List<Told> told = new CopyOnWriteArrayList<>();
  private volatile IntUnaryOperator status = _ -> 204;
  private volatile Duration delay = Duration.ZERO;
  private volatile String retryAfter = "";
  private volatile boolean endless;

  Receiver() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            take(exchange);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    server.start();
  }

  /** What came, as it came. */
  record Told(String path, String event, String type, String signature, String body) {

    JsonNode json() {
      return JsonMapper.shared().readTree(body);
    }

    JsonNode data() {
      return json().path("data");
    }
  }

  private void take(HttpExchange exchange) throws IOException, InterruptedException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    told.add(
        new Told(
            exchange.getRequestURI().getPath(),
            header(exchange, "Xianda-Event"),
            header(exchange, "Xianda-Event-Type"),
            header(exchange, "Xianda-Signature"),
            body));
    Thread.sleep(delay);
    if (!retryAfter.isEmpty()) {
      exchange.getResponseHeaders().set("Retry-After", retryAfter);
    }
    int answer = status.applyAsInt(told.size());
    if (answer >= 300 && answer < 400) {
      exchange.getResponseHeaders().set("Location", url("/elsewhere"));
    }
    if (!endless) {
      exchange.sendResponseHeaders(answer, -1);
      return;
    }
    exchange.sendResponseHeaders(answer, 0);
    try (OutputStream out = exchange.getResponseBody()) {
      while (true) {
        out.write(new byte[8192]);
      }
    }
  }

  private static String header(HttpExchange exchange, String name) {
    return Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst(name), "");
  }

  String url(String path) {
    return "http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), path);
  }

  /** Answers so from now on. */
  void answers(int fixed) {
    status = _ -> fixed;
  }

  /** Answers by the number of the call, from 1. */
  void answers(IntUnaryOperator byNumber) {
    status = byNumber;
  }

  void takes(Duration time) {
    delay = time;
  }

  void asksToWait(String seconds) {
    retryAfter = seconds;
  }

  void neverEnds() {
    endless = true;
  }

  List<Told> told() {
    return List.copyOf(told);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
