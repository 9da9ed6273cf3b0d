package io.xianda.webhook;

import static io.xianda.channel.SharedService.part;
import static org.assertj.core.api.Assertions.assertThat;

import io.xianda.audit.AuditLog;
import io.xianda.conversation.Vault;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Told at least once, under one id, and to nobody's cost. The clock stands far ahead, so that the
 * service on the same database takes nothing of this away.
 */
class DeliverEventsTest {

  private static final WebhookSettings SETTINGS =
      new WebhookSettings(
          true,
          Duration.ofSeconds(1),
          List.of(Duration.ofSeconds(10), Duration.ofSeconds(100), Duration.ofSeconds(1000)),
          4,
          Duration.ofDays(30));

  private final Time time = new Time();
  private final JdbcClient database = part(JdbcClient.class);
  private final WebhookRows rows = new WebhookRows(database, part(Vault.class));
  private final Webhooks admin = new Webhooks(SETTINGS, rows, part(AuditLog.class), time);
  private final TransactionTemplate inTransaction =
      new TransactionTemplate(part(PlatformTransactionManager.class));
  private final PostEvent post = new PostEvent(SETTINGS);
  private final DeliverEvents deliver =
      new DeliverEvents(SETTINGS, rows, post, part(PlatformTransactionManager.class), time);
  private final Receiver receiver = new Receiver();
  private final UUID endpoint = UUID.randomUUID();
  private String secret = made(endpoint, "/hooks");

  private static final class Time extends Clock {

    private volatile Instant now = Instant.parse("2056-11-23T08:00:00Z");

    void passes(Duration time) {
      now = now.plus(time);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  @AfterEach
  void close() {
    database.sql("delete from webhook_endpoint").update();
    database.sql("delete from webhook_event where at > '2050-01-01'").update();
    deliver.close();
    post.close();
    receiver.close();
  }

  private String made(UUID id, String path) {
    Webhooks.Changed made =
        inTransaction.execute(_ ->
            admin.put(
                id,
                new Webhooks.Wanted(
                    0, "会员系统", receiver.url(path), Set.of(EventKind.SATISFACTION_RATED), false),
                "boss"));
    assertThat(made).isInstanceOf(Webhooks.Changed.Kept.class);
    String told = ((Webhooks.Changed.Kept) made).secret();
    assertThat(told).isNotNull().startsWith("whsec_");
    return told == null ? "" : told;
  }

  private UUID pings() {
    UUID request = UUID.randomUUID();
    inTransaction.execute(_ -> admin.ping(endpoint, request, "boss"));
    return request;
  }

  private void works() throws InterruptedException {
    works(endpoint);
  }

  private void works(UUID id) throws InterruptedException {
    while (deliver.deliver(id)) {
      // Until nothing is due.
    }
  }

  private Delivery delivery(UUID id) {
    return rows.delivery(endpoint, id).orElseThrow();
  }

  private Endpoint endpoint() {
    return rows.endpoint(endpoint).orElseThrow();
  }

  /** As docs/webhooks.md tells receivers to do it; written apart from what signs. */
  private static boolean verifies(String signature, String body, String secret) {
    String[] parts = signature.split(",", -1);
    String seconds = parts[0].substring("t=".length());
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      byte[] right = mac.doFinal((seconds + "." + body).getBytes(StandardCharsets.UTF_8));
      return Arrays.stream(parts).anyMatch(("v1=" + HexFormat.of().formatHex(right))::equals);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whatIsToldIsSignedAndKnownByTheSameIdEachTime() throws InterruptedException {
    receiver.answers(number -> number == 1 ? 500 : 200);
    UUID ping = pings();
    works();
    time.passes(Duration.ofSeconds(7));
    works();
    assertThat(receiver.told()).as("not before its time").hasSize(1);
    time.passes(Duration.ofSeconds(6));
    works();
    assertThat(receiver.told())
        .hasSize(2)
        .allSatisfy(told -> {
          assertThat(told.path()).isEqualTo("/hooks");
          assertThat(told.event()).isEqualTo(ping.toString());
          assertThat(told.type()).isEqualTo("ping");
          assertThat(told.json().path("id").asString()).isEqualTo(ping.toString());
          assertThat(verifies(told.signature(), told.body(), secret)).isTrue();
          assertThat(verifies(told.signature(), told.body() + " ", secret)).isFalse();
        });
    assertThat(receiver.told().getFirst().body()).isEqualTo(receiver.told().getLast().body());
    assertThat(delivery(ping).state()).isEqualTo(Delivery.State.DELIVERED);
    assertThat(delivery(ping).attempts()).isEqualTo(2);
    assertThat(delivery(ping).status()).isEqualTo(200);
    works();
    assertThat(receiver.told()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 400, 404, 429, 500, 503})
  void whatIsNeverTakenIsGivenUpAndTheEndpointIsFailing(int status) throws InterruptedException {
    receiver.answers(status);
    UUID ping = pings();
    for (int i = 0; i < 8; i++) {
      works();
      time.passes(Duration.ofMinutes(20));
    }
    assertThat(receiver.told()).as("redirects are not followed").hasSize(4);
    assertThat(delivery(ping).state()).isEqualTo(Delivery.State.GIVEN_UP);
    assertThat(delivery(ping).status()).isEqualTo(status);
    assertThat(endpoint().failingSince()).isNotNull();
    receiver.answers(204);
    pings();
    works();
    assertThat(endpoint().failingSince()).isNull();
  }

  @Test
  void whoeverAsksToWaitIsLeftAloneSoLong() throws InterruptedException {
    receiver.answers(429);
    receiver.asksToWait("600");
    pings();
    works();
    time.passes(Duration.ofSeconds(590));
    works();
    assertThat(receiver.told()).hasSize(1);
    time.passes(Duration.ofSeconds(11));
    works();
    assertThat(receiver.told()).hasSize(2);
  }

  @Test
  void anEndpointThatIsDeadIsTriedByOneAtATimeAndHoldsNobodyUp() throws InterruptedException {
    UUID other = UUID.randomUUID();
    made(other, "/other");
    receiver.answers(500);
    for (int i = 0; i < 12; i++) {
      pings();
    }
    works();
    // Four at a time: the second four were on their way when the fifth failed.
    assertThat(receiver.told()).hasSizeBetween(5, 8);
    int before = receiver.told().size();
    assertThat(endpoint().restUntil()).isNotNull();
    time.passes(Duration.ofSeconds(13));
    works();
    assertThat(receiver.told()).as("one looks whether it lives").hasSize(before + 1);
    time.passes(Duration.ofSeconds(13));
    works();
    assertThat(receiver.told()).as("and rests longer").hasSize(before + 1);
    receiver.answers(200);
    inTransaction.execute(_ -> admin.ping(other, UUID.randomUUID(), "boss"));
    works(other);
    assertThat(receiver.told().getLast().path()).isEqualTo("/other");
    time.passes(Duration.ofMinutes(5));
    works();
    assertThat(
            database
                .sql(
                    "select count(*) from webhook_delivery where endpoint = :id and state = 'delivered'")
                .param("id", endpoint)
                .query(Integer.class)
                .single())
        .isEqualTo(12);
  }

  @Test
  void whoeverIsSlowIsNotWaitedFor() throws InterruptedException {
    receiver.takes(Duration.ofSeconds(3));
    UUID ping = pings();
    isWithin(Duration.ofSeconds(3), this::works1);
    assertThat(delivery(ping).problem()).isEqualTo("timeout");
  }

  private boolean works1() {
    try {
      return deliver.deliver(endpoint);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void isWithin(Duration time, BooleanSupplier what) {
    long start = System.nanoTime();
    assertThat(what.getAsBoolean()).isTrue();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(time);
  }

  @Test
  void anAnswerWithoutEndIsNotRead() throws InterruptedException {
    receiver.answers(200);
    receiver.neverEnds();
    UUID ping = pings();
    works();
    assertThat(delivery(ping).state()).isEqualTo(Delivery.State.DELIVERED);
  }

  @Test
  void whereNobodyListensItIsSaid() throws InterruptedException {
    receiver.close();
    UUID ping = pings();
    works();
    assertThat(delivery(ping).problem()).isEqualTo("no-connection");
    assertThat(delivery(ping).state()).isEqualTo(Delivery.State.WAITING);
  }

  @Test
  void aCrashBetweenMarkAndAnswerTellsItAgain() throws InterruptedException {
    UUID ping = pings();
    Instant now = time.instant();
    assertThat(rows.take(endpoint, now, now.plusSeconds(21), 10)).hasSize(1);
    works();
    assertThat(receiver.told()).isEmpty();
    time.passes(Duration.ofSeconds(22));
    works();
    assertThat(receiver.told()).hasSize(1);
    assertThat(receiver.told().getFirst().event()).isEqualTo(ping.toString());
  }

  @Test
  void afterARotationBothSecretsAreGoodForADay() throws InterruptedException {
    String before = secret;
    Webhooks.Changed rotated =
        inTransaction.execute(_ -> admin.rotate(endpoint, endpoint().version(), "boss"));
    secret = String.valueOf(((Webhooks.Changed.Kept) rotated).secret());
    assertThat(secret).isNotEqualTo(before);
    pings();
    works();
    Receiver.Told both = receiver.told().getLast();
    assertThat(verifies(both.signature(), both.body(), before)).isTrue();
    assertThat(verifies(both.signature(), both.body(), secret)).isTrue();
    time.passes(Duration.ofHours(25));
    pings();
    works();
    Receiver.Told one = receiver.told().getLast();
    assertThat(verifies(one.signature(), one.body(), before)).isFalse();
    assertThat(verifies(one.signature(), one.body(), secret)).isTrue();
  }

  @Test
  void whatIsPausedWaits() throws InterruptedException {
    inTransaction.execute(_ ->
        admin.put(
            endpoint,
            new Webhooks.Wanted(
                1, "会员系统", receiver.url("/hooks"), Set.of(EventKind.SATISFACTION_RATED), true),
            "boss"));
    pings();
    works();
    assertThat(receiver.told()).isEmpty();
    inTransaction.execute(_ ->
        admin.put(
            endpoint,
            new Webhooks.Wanted(
                2, "会员系统", receiver.url("/hooks"), Set.of(EventKind.SATISFACTION_RATED), false),
            "boss"));
    works();
    assertThat(receiver.told()).hasSize(1);
  }

  @Test
  void oneEventAndASpanAreToldAgainUnderTheirIdsOnceForEachRequest() throws InterruptedException {
    UUID event = UUID.randomUUID();
    database
        .sql(
            "insert into webhook_event (id, kind, at, data) values (:id, 'satisfaction.rated', :at, '{}')")
        .param("id", event)
        .param("at", time.instant().atOffset(ZoneOffset.UTC))
        .update();
    UUID request = UUID.randomUUID();
    Instant from = time.instant().minusSeconds(60);
    Instant until = time.instant().plusSeconds(60);
    for (int expected : new int[] {1, 0}) {
      assertThat(replays(() -> admin.replay(endpoint, from, until, request, "boss")))
          .isEqualTo(new Webhooks.Replayed.Queued(expected));
    }
    works();
    assertThat(receiver.told()).hasSize(1);
    Delivery first = rows.deliveries(endpoint, null, Long.MAX_VALUE, 10).getFirst();
    UUID again = UUID.randomUUID();
    for (int expected : new int[] {1, 0}) {
      assertThat(replays(() -> admin.replay(endpoint, first.id(), again, "boss")))
          .isEqualTo(new Webhooks.Replayed.Queued(expected));
    }
    works();
    assertThat(receiver.told())
        .hasSize(2)
        .allSatisfy(told -> assertThat(told.event()).isEqualTo(event.toString()));
  }

  private Webhooks.Replayed replays(Supplier<Webhooks.Replayed> wish) {
    return Objects.requireNonNull(inTransaction.execute(_ -> wish.get()));
  }

  @Test
  void whatIsOldIsForgotten() {
    UUID ping = pings();
    time.passes(Duration.ofDays(29));
    deliver.forget();
    assertThat(rows.delivery(endpoint, ping)).isPresent();
    time.passes(Duration.ofDays(2));
    deliver.forget();
    assertThat(rows.delivery(endpoint, ping)).isEmpty();
  }
}
