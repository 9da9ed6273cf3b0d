package io.xianda.insight;

import static io.xianda.channel.SharedService.part;

import io.xianda.conversation.Part;
import io.xianda.conversation.Vault;
import java.math.BigDecimal;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * Conversations of years ago, made up from a seed and written straight into the tables, so that
 * they can be counted again from what was made up.
 */
final class WrittenRecord {

  static final List<String> INTENTS =
      List.of("delivery.late", "quality.spoiled", "refund.progress", "delivery.fee", "oos");
  private static final List<String> DECISIONS =
      List.of(
          "Answer",
          "Answer",
          "Answer",
          "Progress",
          "Clarify",
          "Socialise",
          "AdmitGap",
          "Abstain",
          "FollowRule");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** A turn: what was said, and what the bot did about it, if it did anything. */
  record Turn(
      Instant at,
      @Nullable Instant replied,
      String decision,
      String policy,
      @Nullable String intent,
      String entry,
      long micros,
      @Nullable Boolean thumb) {

    String text() {
      return "这是关于 " + intent + " 的问题，打 13812345678 找我";
    }
  }

  /** A ticket for a claim. */
  record Claim(BigDecimal claimed, @Nullable BigDecimal granted, boolean decided) {}

  record Written(
      UUID id,
      String shopper,
      String channel,
      Instant begin,
      List<Turn> turns,
      boolean handedOver,
      @Nullable Claim claim,
      @Nullable Instant closed) {

    Instant lastAt() {
      Turn last = turns.getLast();
      return last.replied() == null ? last.at() : last.replied();
    }
  }

  private final JdbcClient jdbc = part(JdbcClient.class);
  private final Vault vault = part(Vault.class);
  private final JsonMapper json = JsonMapper.shared();
  private final Random random;

  final List<Written> all = new ArrayList<>();

  WrittenRecord(long seed) {
    this.random = new Random(seed);
  }

  /** Makes up and writes so many conversations of a span. */
  void write(Instant from, Instant until, int count) {
    for (int i = 0; i < count; i++) {
      Instant begin = from.plusSeconds(random.nextLong(Duration.between(from, until).toSeconds()));
      Written written = made(begin);
      all.add(written);
      store(written);
    }
  }

  private Written made(Instant begin) {
    List<Turn> turns = new ArrayList<>();
    Instant at = begin;
    int count = random.nextInt(10) == 0 ? 0 : 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      at = at.plusSeconds(1 + random.nextInt(300));
      // Only the last word may stay without a reply.
      boolean replied = i < count - 1 || random.nextInt(10) > 0;
      String decision = DECISIONS.get(random.nextInt(DECISIONS.size()));
      turns.add(
          new Turn(
              at,
              replied ? at.plusMillis(20 + random.nextInt(900)) : null,
              decision,
              decision.equals("Progress") && random.nextBoolean() ? "flow-under-way" : "answer",
              random.nextInt(10) == 0 ? null : INTENTS.get(random.nextInt(INTENTS.size())),
              "entry-" + random.nextInt(4),
              5_000 + random.nextInt(60_000),
              thumb(replied)));
    }
    boolean closed = turns.isEmpty() || random.nextInt(4) > 0;
    boolean handedOver = !turns.isEmpty() && random.nextInt(6) == 0;
    boolean claimed = !turns.isEmpty() && random.nextInt(6) == 0;
    Instant last = turns.isEmpty() ? begin : turns.getLast().at();
    return new Written(
        UUID.randomUUID(),
        // Whoever has an open conversation has no other.
        closed ? "years-ago-" + random.nextInt(40) : "open-" + UUID.randomUUID(),
        random.nextInt(3) == 0 ? "mini_program" : "web",
        begin,
        turns,
        handedOver,
        claimed ? claim() : null,
        closed ? last.plus(Duration.ofHours(random.nextInt(24))).plus(MINUTE) : null);
  }

  private @Nullable Boolean thumb(boolean replied) {
    if (!replied || random.nextInt(12) > 0) {
      return null;
    }
    return random.nextInt(3) == 0;
  }

  private Claim claim() {
    BigDecimal claimed = BigDecimal.valueOf(1_000 + random.nextInt(4_000), 2);
    return switch (random.nextInt(4)) {
      case 0 -> new Claim(claimed, claimed, true);
      case 1 -> new Claim(claimed, claimed.subtract(BigDecimal.ONE), true);
      case 2 -> new Claim(claimed, null, true);
      default -> new Claim(claimed, null, false);
    };
  }

  private void store(Written w) {
    jdbc.sql(
            """
            insert into conversation
              (id, shopper, channel, state, last_seq, answered_seq, created_at, updated_at, closed_at, outcome)
            values (:id, :shopper, :channel, :state, :last, :last, :begin,
              -- nobody has to look after it today
              now(), :closed, :outcome)
            """)
        .param("id", w.id())
        .param("shopper", w.shopper())
        .param("channel", w.channel())
        .param("state", w.closed() == null ? "bot" : "closed")
        .param("last", 2L * w.turns().size())
        .param("begin", at(w.begin()))
        .param("closed", w.closed() == null ? null : at(w.closed()), Types.TIMESTAMP_WITH_TIMEZONE)
        .param("outcome", w.closed() == null ? null : "bot-resolved", Types.VARCHAR)
        .update();
    long seq = 0;
    for (Turn turn : w.turns()) {
      seq++;
      message(w, seq, "shopper", turn.text(), 0, turn.at());
      Instant replied = turn.replied();
      if (replied != null) {
        seq++;
        message(w, seq, "bot", "好的", seq - 1, replied);
        trace(w, seq, turn);
        if (turn.thumb() != null) {
          jdbc.sql("insert into thumb (conversation, seq, up, at) values (?, ?, ?, ?)")
              .params(w.id(), seq, turn.thumb(), at(replied))
              .update();
        }
      }
    }
    if (w.handedOver()) {
      jdbc.sql(
              """
              insert into handoff (conversation, shopper, asked_group, groups, urgent, reason, state,
                rank_at, queued_at, waiting_since, ended_at, ending)
              values (:id, :shopper, 'general', '{general}', false, 'asked-for-person', 'ended',
                :at, :at, :at, :at, 'left')
              """)
          .param("id", w.id())
          .param("shopper", w.shopper())
          .param("at", at(w.lastAt()))
          .update();
    }
    Claim claim = w.claim();
    if (claim != null) {
      claim(w, claim);
    }
  }

  private void message(
      Written w, long seq, String author, String text, long answers, Instant time) {
    String body = json.writeValueAsString(new Body(List.of(new Part.Text(text)), null, null));
    jdbc.sql(
            """
            insert into message (conversation, seq, author, body, answers, at)
            values (?, ?, ?, ?, ?, ?)
            """)
        .params(
            w.id(),
            seq,
            author,
            vault.seal(body, "message/" + w.id() + "/" + seq),
            answers,
            at(time))
        .update();
  }

  private record Body(List<Part> parts, @Nullable String asks, @Nullable String by) {}

  private void trace(Written w, long seq, Turn turn) {
    String intent = turn.intent();
    String trace =
        """
        {"policy":"%s","decision":"%s","intents":[%s],"entries":[{"id":"%s","p":0.9}],
         "micros":{"understand":%d,"recall":0,"decide":0}}
        """
            .formatted(
                turn.policy(),
                turn.decision(),
                intent == null ? "" : "{\"id\":\"%s\",\"p\":0.9}".formatted(intent),
                turn.entry(),
                turn.micros());
    jdbc.sql(
            "insert into decision_trace (conversation, seq, trace) values (?, ?, cast(? as jsonb))")
        .params(w.id(), seq, trace)
        .update();
  }

  private void claim(Written w, Claim claim) {
    long id =
        jdbc.sql(
                """
                insert into ticket (conversation, seq, number, shopper, kind, state, waiting_since,
                  skill_group, priority, reason, claimed, granted, opened_at, counts_from,
                  first_reply_warning, first_reply_due, resolution_warning, resolution_due,
                  resolved_at, closed_at)
                values (:id, 1, :number, :shopper, 'claim', :state, :waiting, 'aftersale', 'normal',
                  'claim-in-review', :claimed, :granted, :at, :at, :at, :at, :at, :at, :done, :done)
                returning id
                """)
            .param("id", w.id())
            .param("number", "T" + w.id().toString().substring(0, 20))
            .param("shopper", w.shopper())
            .param("state", claim.decided() ? "closed" : "waiting")
            .param("waiting", claim.decided() ? null : at(w.begin()), Types.TIMESTAMP_WITH_TIMEZONE)
            .param("claimed", claim.claimed())
            .param("granted", claim.granted(), Types.NUMERIC)
            .param("at", at(w.begin()))
            .param("done", claim.decided() ? at(w.begin()) : null, Types.TIMESTAMP_WITH_TIMEZONE)
            .query(Long.class)
            .single();
    if (claim.decided()) {
      jdbc.sql(
              """
              insert into ticket_refund
                (ticket, attempt, item, verdict, amount, decided_by, decided_at, status)
              values (:ticket, 1, 'milk', :verdict, :amount, 'boss', :at, 'applied')
              """)
          .param("ticket", id)
          .param("verdict", claim.granted() == null ? "reject" : "grant")
          .param("amount", claim.granted(), Types.NUMERIC)
          .param("at", at(w.begin()))
          .update();
    }
  }

  /** Takes it all out again: other tests share the database. */
  void erase() {
    String[] ids = all.stream().map(written -> written.id().toString()).toArray(String[]::new);
    for (String sql :
        new String[] {
          "delete from ticket_refund r using ticket t where t.id = r.ticket and t.conversation",
          "delete from ticket where conversation",
          "delete from handoff where conversation",
          "delete from thumb where conversation",
          "delete from decision_trace where conversation",
          "delete from message where conversation",
          "delete from conversation where id"
        }) {
      jdbc.sql(sql + " = any(cast(:ids as uuid[]))").param("ids", ids).update();
    }
  }

  private static OffsetDateTime at(Instant instant) {
    return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
  }
}
