package io.xianda.crm;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.xianda.conversation.ShopperId;
import io.xianda.crm.CrmAnswer.Field;
import io.xianda.crm.CrmAnswer.Link;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the CRM knows is shown; that it does not know, or does not answer, is told as such. */
class CrmTest {

  private static final ShopperId WU = new ShopperId("wu");

  private final HttpServer server = start();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final Crm crm =
      new Crm(
          new CrmSettings(
              "http://127.0.0.1:" + server.getAddress().getPort() + "/xianda/",
              "token-of-the-crm",
              Duration.ofSeconds(1),
              Duration.ofSeconds(60)));
  private volatile int status = 200;
  private volatile Duration delay = Duration.ZERO;
  private volatile String body = "{\"fields\": []}";

  private HttpServer start() {
    try {
      HttpServer made =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
      made.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      made.createContext(
          "/",
          exchange -> {
            try (exchange) {
              String token =
                  Objects.requireNonNullElse(
                      exchange.getRequestHeaders().getFirst("Authorization"), "");
              asked.add(exchange.getRequestURI().getPath() + " " + token);
              Thread.sleep(delay);
              byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
              exchange.sendResponseHeaders(status, bytes.length);
              exchange.getResponseBody().write(bytes);
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          });
      made.start();
      return made;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @AfterEach
  void close() {
    crm.close();
    server.stop(0);
  }

  @Test
  void whatIsKnownIsToldAndAskedForOnceAMinute() {
    body =
        """
        {"fields": [{"label": "会员等级", "value": "金卡"}, {"label": "", "value": "x"}],
         "link": {"title": "打开", "url": "https://crm.example.com/1"}, "more": 1}\
        """;
    CrmAnswer known =
        new CrmAnswer.Known(
            List.of(new Field("会员等级", "金卡")), new Link("打开", "https://crm.example.com/1"));
    assertThat(crm.of(WU)).isEqualTo(known);
    assertThat(crm.of(WU)).isEqualTo(known);
    assertThat(asked).containsExactly("/xianda/v1/shoppers/wu Bearer token-of-the-crm");
  }

  @Test
  void onlyTwelveFieldsAreShownAndNoneIsLong() {
    body =
        "{\"fields\": [%s]}"
            .formatted(
                String.join(
                    ",",
                    java.util.Collections.nCopies(
                        20, "{\"label\": \"备注\", \"value\": \"" + "鲜".repeat(300) + "\"}")));
    CrmAnswer answer = crm.of(WU);
    assertThat(answer).isInstanceOf(CrmAnswer.Known.class);
    assertThat(((CrmAnswer.Known) answer).fields())
        .hasSize(12)
        .allSatisfy(field -> assertThat(field.value()).hasSize(200));
  }

  @Test
  void aLinkThatIsNoPageIsLeftOut() {
    body = "{\"fields\": [], \"link\": {\"title\": \"x\", \"url\": \"javascript:alert(1)\"}}";
    assertThat(crm.of(WU)).isEqualTo(new CrmAnswer.Known(List.of(), null));
  }

  @Test
  void whomNobodyKnowsIsNotAFailure() {
    status = 404;
    for (int i = 0; i < 3; i++) {
      assertThat(crm.of(WU)).isEqualTo(new CrmAnswer.Unknown());
    }
    assertThat(asked).hasSize(1);
  }

  @Test
  void guestsAreNobodysBusiness() {
    assertThat(crm.of(ShopperId.guest())).isEqualTo(new CrmAnswer.Unknown());
    assertThat(asked).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"401, {}", "500, {}", "302, {}", "200, no json", "200, {}", "200, []"})
  void whateverIsNoAnswerIsTold(int given, String text) {
    status = given;
    body = text;
    assertThat(crm.of(WU)).isEqualTo(new CrmAnswer.Away());
    status = 200;
    body = "{\"fields\": []}";
    assertThat(crm.of(WU)).as("not remembered").isEqualTo(new CrmAnswer.Known(List.of(), null));
  }

  @Test
  void nobodyWaitsForACrmThatIsSlowNorAsksOneThatIsDown() {
    delay = Duration.ofSeconds(3);
    long start = System.nanoTime();
    assertThat(crm.of(WU)).isEqualTo(new CrmAnswer.Away());
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(2500));
    delay = Duration.ZERO;
    status = 500;
    for (int i = 0; i < 10; i++) {
      assertThat(crm.of(WU)).isEqualTo(new CrmAnswer.Away());
    }
    assertThat(asked).as("left alone after six").hasSize(6);
  }

  @Test
  void withoutACrmThereIsNothingToShow() {
    try (var none =
        new Crm(new CrmSettings("", "", Duration.ofSeconds(2), Duration.ofSeconds(60)))) {
      assertThat(none.of(WU)).isEqualTo(new CrmAnswer.None());
    }
  }
}
