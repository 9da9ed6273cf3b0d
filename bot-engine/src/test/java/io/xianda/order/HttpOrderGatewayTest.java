package io.xianda.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.xianda.conversation.ShopperId;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A merchant's system over HTTP, as it should answer and as it should not. */
class HttpOrderGatewayTest {

  private static final ShopperId QIAN = new ShopperId("qian");
  private static final Effect CANCEL = new Effect.Cancel("XM2606150009");
  private static final EffectResult UNKNOWN = new EffectResult.Unknown();
  private static final EffectKey KEY = new EffectKey("turn/0");

  private static MerchantDouble merchant;
  private HttpOrderGateway gateway;

  @BeforeAll
  static void start() {
    merchant = new MerchantDouble();
  }

  @AfterAll
  static void stop() {
    merchant.close();
  }

  @BeforeEach
  void afresh() {
    merchant.startsAfresh();
    gateway = at(merchant.address());
  }

  @AfterEach
  void close() {
    gateway.close();
  }

  private static HttpOrderGateway at(URI address) {
    return new HttpOrderGateway(
        address,
        new MerchantSettings(
            address.toString(), "token", Duration.ofSeconds(1), Duration.ofMillis(500), 1));
  }

  /** Whatever is asked, this is answered. */
  private static void answers(int status, String body) {
    merchant.goesOn(
        new MerchantDouble.Steps() {
          @Override
          protected void answer(HttpExchange exchange, String truth) throws IOException {
            send(exchange, status, body);
          }
        });
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  private void isAway() {
    assertThatExceptionOfType(MerchantAwayException.class)
        .isThrownBy(() -> gateway.accountOf(QIAN));
  }

  @Test
  void anAccountArrivesAsItIs() {
    DemoShop shop = DemoShop.shipped(java.time.Clock.systemUTC());
    for (DemoShop.Shopper shopper : shop.shoppers()) {
      Account account = gateway.accountOf(shopper.id());
      assertThat(account.claims()).isEqualTo(shopper.account().claims());
      assertThat(account.orders())
          .usingRecursiveComparison()
          .ignoringFieldsOfTypes(java.time.Instant.class)
          .isEqualTo(shopper.account().orders());
    }
  }

  @Test
  void aGuestHasNothingAndNobodyIsAsked() {
    assertThat(gateway.accountOf(ShopperId.guest())).isEqualTo(Account.EMPTY);
    assertThat(merchant.asked()).isEmpty();
  }

  @Test
  void anEffectIsAppliedOnceForItsKey() {
    assertThat(gateway.apply(KEY, QIAN, CANCEL)).isEqualTo(new EffectResult.Applied());
    assertThat(gateway.apply(KEY, QIAN, CANCEL)).isEqualTo(new EffectResult.Applied());
    assertThat(gateway.apply(new EffectKey("turn/1"), QIAN, CANCEL))
        .isEqualTo(new EffectResult.Refused("already-left"));
    assertThat(merchant.done()).containsExactly(CANCEL);
  }

  @Test
  void anEffectWhoseAnswerIsLostIsTriedAgainUnderTheSameKey() {
    var answers = new AtomicInteger();
    merchant.goesOn(
        new MerchantDouble.Steps() {
          @Override
          protected void answer(HttpExchange exchange, String truth) throws IOException {
            if (answers.getAndIncrement() > 0) {
              super.answer(exchange, truth);
            }
          }
        });

    assertThat(gateway.apply(KEY, QIAN, CANCEL)).isEqualTo(new EffectResult.Applied());
    assertThat(merchant.asked()).containsExactly("turn/0", "turn/0");
    assertThat(merchant.done()).hasSize(1);
  }

  @Test
  void anAnswerThatComesTooLateIsNone() {
    var over = new CountDownLatch(1);
    merchant.goesOn(
        new MerchantDouble.Steps() {
          @Override
          protected void afterEffect() {
            await(over);
          }

          @Override
          protected void beforeAccount() {
            await(over);
          }
        });
    assertThat(gateway.apply(KEY, QIAN, CANCEL)).isEqualTo(UNKNOWN);
    isAway();
    over.countDown();
    merchant.goesOn(new MerchantDouble.Steps());

    assertThat(gateway.apply(KEY, QIAN, CANCEL)).isEqualTo(new EffectResult.Applied());
    assertThat(merchant.done()).hasSize(1);
  }

  private static void await(CountDownLatch over) {
    try {
      assertThat(over.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void anAnswerThatDripsIsNotWaitedFor() {
    var over = new CountDownLatch(1);
    merchant.goesOn(
        new MerchantDouble.Steps() {
          @Override
          protected void answer(HttpExchange exchange, String truth) throws IOException {
            exchange.sendResponseHeaders(200, truth.length());
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            await(over);
          }
        });
    isAway();
    over.countDown();
  }

  @ParameterizedTest
  @ValueSource(ints = {201, 204, 301, 302, 307, 400, 401, 403, 404, 409, 429, 500, 503})
  void noOtherStatusIsAnAnswer(int status) {
    answers(status, status == 204 ? "" : "{\"result\": \"applied\"}");

    assertThat(gateway.apply(KEY, QIAN, CANCEL)).isEqualTo(UNKNOWN);
    isAway();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "<html>",
        "{\"orders\": null, \"claims\": 0}",
        "{\"orders\": [{}], \"claims\": 0}",
        "{\"orders\": [null], \"claims\": 0}",
        "{\"orders\": [], \"claims\": -1}",
        "{\"orders\": []}",
        "{\"result\": \"done\"}",
        "{\"result\": \"refused\"}",
        "{\"result\": \"refused\", \"reason\": \"订单已发货\"}",
        "{\"result\": \"refused\", \"reason\": \"\"}"
      })
  void nothingElseIsAnAnswer(String body) {
    answers(200, body);

    assertThat(gateway.apply(KEY, QIAN, CANCEL)).isEqualTo(UNKNOWN);
    isAway();
  }

  @Test
  void anOrderThatLacksAFieldIsNoOrder() {
    merchant.goesOn(
        new MerchantDouble.Steps() {
          @Override
          protected void answer(HttpExchange exchange, String truth) throws IOException {
            send(exchange, 200, truth.replaceFirst("\"placed\"", "\"elsewhere\""));
          }
        });
    isAway();
  }

  @Test
  void whatIsTooLargeIsNotRead() {
    answers(
        200,
        "{\"orders\": [], \"claims\": 0, \"more\": \"" + "x".repeat(MerchantJson.LARGEST) + "\"}");
    isAway();
  }

  @Test
  void aMerchantWhoDoesNotAnswerIsLeftAloneForAWhile() {
    answers(503, "{}");
    for (int i = 0; i < 5; i++) {
      isAway();
    }
    int asked = merchant.asked().size();

    assertThat(gateway.circuit()).isEqualTo(CircuitBreaker.State.OPEN);
    isAway();
    assertThat(gateway.apply(KEY, QIAN, CANCEL)).isEqualTo(UNKNOWN);
    assertThat(merchant.asked()).hasSize(asked);
    assertThat(new MerchantHealthIndicator(gateway).health().getDetails())
        .containsEntry("circuit", CircuitBreaker.State.OPEN);
  }

  @Test
  void nobodyThereIsAwayToo() {
    try (HttpOrderGateway nowhere = at(URI.create("http://127.0.0.1:1"))) {
      assertThat(nowhere.apply(KEY, QIAN, CANCEL)).isEqualTo(UNKNOWN);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "orders",
        "ftp://orders",
        "http://x:geheim@orders",
        "http://orders?token=geheim",
        "http:// geheim"
      })
  void anAddressThatIsNoneIsNotRepeated(String url) {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> MerchantSettings.address(url))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("geheim"));
  }
}
