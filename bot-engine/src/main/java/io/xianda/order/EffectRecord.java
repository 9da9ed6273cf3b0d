package io.xianda.order;

import io.xianda.conversation.ConversationId;
import io.xianda.conversation.Conversations;
import io.xianda.conversation.Message;
import io.xianda.conversation.Part;
import io.xianda.conversation.ShopperId;
import io.xianda.conversation.Vault;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * The effects in PostgreSQL. Every change is one statement, or one transaction, and each is
 * committed when its method returns: nobody may ask the merchant's system while one is open.
 * Thread-safe, and safe for several services on one database.
 */
@Repository
public class EffectRecord {

  /** The turn that asked for it needs less: so long nobody else takes it up. */
  static final Duration TURN = Duration.ofSeconds(30);

  /** Until the second attempt; every further wait is twice as long, up to {@link #LONGEST_WAIT}. */
  static final Duration FIRST_WAIT = Duration.ofSeconds(5);

  static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

  /** Rows that are in memory at a time. */
  private static final int FETCHED = 200;

  private final JdbcClient jdbc;
  private final Vault vault;
  private final Conversations conversations;
  private final Clock clock;
  private final JsonMapper json = JsonMapper.shared();

  EffectRecord(JdbcClient jdbc, Vault vault, Conversations conversations, Clock clock) {
    this.jdbc = jdbc;
    this.vault = vault;
    this.conversations = conversations;
    this.clock = clock;
  }

  /**
   * What the shopper was told.
   *
   * @param message as it was stored
   */
  public record Told(ConversationId conversation, Message message) {}

  /**
   * Stores an effect that is about to be asked for, unless one stands under its key already.
   *
   * @param seen the account that the turn has decided by, or {@code null} when it is not known
   * @return the one that stands there, with what came of it so far
   */
  @Transactional
  StoredEffect begin(
      EffectKey key, TurnKey.Place turn, ShopperId shopper, Effect effect, @Nullable Account seen) {
    jdbc.sql(
            """
            insert into effect
              (key, conversation, turn_from, through, shopper, kind, order_number, payload, seen,
               status, owed, next_attempt, decided_at)
            values
              (:key, :conversation, :from, :through, :shopper, :kind, :order, :payload, :seen,
               'pending', true, :next, :now)
            on conflict (key) do nothing
            """)
        .param("key", key.value())
        .param("conversation", turn.conversation().value())
        .param("from", turn.from())
        .param("through", turn.through())
        .param("shopper", shopper.value())
        .param("kind", kind(effect))
        .param("order", effect.order())
        .param("payload", vault.seal(json.writeValueAsString(effect), place("effect", key)))
        .param(
            "seen",
            seen == null ? null : vault.seal(json.writeValueAsString(seen), place("seen", key)),
            Types.BINARY)
        .param("next", at(clock.instant().plus(TURN)))
        .param("now", now())
        .update();
    return jdbc.sql("select * from effect where key = :key")
        .param("key", key.value())
        .query((row, n) -> stored(row))
        .single();
  }

  /**
   * Stores an effect that no turn asks for, in the transaction of the caller. No shopper is told of
   * it from here: whoever asks for it looks after it.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  void beginApart(EffectKey key, ShopperId shopper, Effect effect) {
    jdbc.sql(
            """
            insert into effect
              (key, shopper, kind, order_number, payload, status, owed, next_attempt, decided_at)
            values (:key, :shopper, :kind, :order, :payload, 'pending', false, :next, :now)
            on conflict (key) do nothing
            """)
        .param("key", key.value())
        .param("shopper", shopper.value())
        .param("kind", kind(effect))
        .param("order", effect.order())
        .param("payload", vault.seal(json.writeValueAsString(effect), place("effect", key)))
        .param("next", at(clock.instant().plus(TURN)))
        .param("now", now())
        .update();
  }

  /** The effect that stands under a key. */
  @Transactional(readOnly = true)
  Optional<StoredEffect> find(EffectKey key) {
    return jdbc.sql("select * from effect where key = :key")
        .param("key", key.value())
        .query((row, n) -> stored(row))
        .optional();
  }

  private static String kind(Effect effect) {
    return effect.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  /** How a turn was begun in which something was done. */
  @Transactional(readOnly = true)
  Optional<Effects.Begun> begun(ConversationId conversation, long from) {
    return jdbc.sql(
            """
            select through, decided_at from effect
            where conversation = :conversation and turn_from = :from order by decided_at limit 1
            """)
        .param("conversation", conversation.value())
        .param("from", from)
        .query((row, n) ->
            new Effects.Begun(
                row.getLong("through"),
                row.getObject("decided_at", OffsetDateTime.class).toInstant()))
        .optional();
  }

  /** The account that was stored with an effect. */
  @Transactional(readOnly = true)
  Optional<Account> seenWith(EffectKey key) {
    return jdbc.sql("select seen from effect where key = :key and seen is not null")
        .param("key", key.value())
        .query((row, n) ->
            json.readValue(vault.open(row.getBytes("seen"), place("seen", key)), Account.class))
        .optional();
  }

  /**
   * Keeps what came of an effect, unless that stands there already.
   *
   * @return what stands there now
   */
  @Transactional
  EffectResult settle(EffectKey key, EffectResult result) {
    boolean definite = !(result instanceof EffectResult.Unknown);
    jdbc.sql(
            """
            update effect set
              status = :status, refusal = :refusal, settled_at = :settled, next_attempt = :next,
              attempts = attempts + 1
            where key = :key and status = 'pending'
            """)
        .param("status", status(result))
        .param(
            "refusal",
            result instanceof EffectResult.Refused(String reason) ? reason : null,
            Types.VARCHAR)
        .param("settled", definite ? now() : null, Types.TIMESTAMP_WITH_TIMEZONE)
        .param("next", at(clock.instant().plus(FIRST_WAIT)))
        .param("key", key.value())
        .update();
    return jdbc.sql("select * from effect where key = :key")
        .param("key", key.value())
        .query((row, n) -> stored(row).result())
        .single();
  }

  /** The reply of the turn tells what came of it: nobody else has to. */
  @Transactional
  void toldByReply(EffectKey key) {
    jdbc.sql("update effect set owed = false where key = :key and status <> 'pending' and owed")
        .param("key", key.value())
        .update();
  }

  /**
   * Takes effects up of which nobody knows what became. Each is left alone for its next wait from
   * now on, so that no other service takes it up at the same time.
   */
  @Transactional
  List<StoredEffect> takeUpPending(int limit) {
    return jdbc.sql(
            """
            update effect set
              attempts = attempts + 1,
              next_attempt = cast(:now as timestamptz)
                + least(:longest, :first * power(2, least(attempts, 20))) * interval '1 second'
            where key in (
              select key from effect where status = 'pending' and next_attempt <= :now
              order by next_attempt limit :limit for update skip locked)
            returning *
            """)
        .param("now", now())
        .param("first", FIRST_WAIT.toSeconds())
        .param("longest", LONGEST_WAIT.toSeconds())
        .param("limit", limit)
        .query((row, n) -> stored(row))
        .list();
  }

  /**
   * Keeps what came of an effect that was taken up; {@link EffectResult.Unknown} changes nothing.
   */
  @Transactional
  void settleTakenUp(EffectKey key, EffectResult result) {
    if (!(result instanceof EffectResult.Unknown)) {
      settle(key, result);
    }
  }

  /**
   * Effects whose shoppers still have to be told: their turn was replied to before anybody knew, or
   * will not be replied to by the bot any more.
   */
  @Transactional(readOnly = true)
  List<EffectKey> owed(int limit) {
    return jdbc.sql(
            """
            select e.key from effect e join conversation c on c.id = e.conversation
            where e.owed and e.status <> 'pending'
              and (c.answered_seq >= e.through or c.state in ('served', 'closed'))
            order by e.settled_at limit :limit
            """)
        .param("limit", limit)
        .query((row, n) -> new EffectKey(row.getString("key")))
        .list();
  }

  /** Tells the shopper, in the conversation that it came from; nothing when somebody else has. */
  @Transactional
  Optional<Told> tell(EffectKey key, Function<StoredEffect, List<Part>> words) {
    record Owed(ConversationId conversation, StoredEffect effect) {}
    return jdbc.sql(
            """
            select * from effect where key = :key and owed and status <> 'pending'
            for update skip locked
            """)
        .param("key", key.value())
        .query((row, n) ->
            new Owed(new ConversationId(row.getObject("conversation", UUID.class)), stored(row)))
        .optional()
        .map(owed -> {
          Message message = conversations.tell(owed.conversation(), words.apply(owed.effect()));
          jdbc.sql("update effect set owed = false, told_seq = :seq where key = :key")
              .param("seq", message.seq())
              .param("key", key.value())
              .update();
          return new Told(owed.conversation(), message);
        });
  }

  /**
   * Something that was asked for.
   *
   * @param effect as it was asked for, whatever came of it
   * @param seen the account that its turn has decided by, or {@code null} when it was not kept
   */
  public record AskedFor(Effect effect, @Nullable Account seen) {}

  /**
   * Shows what was asked for in a span, the newest first, one after another: accounts are large.
   *
   * @param from its first moment
   * @param until the first moment after it
   * @param limit how many at most
   * @param each sees one at a time, and may hold nothing that tells whose it is
   */
  @Transactional(readOnly = true)
  public void askedFor(Instant from, Instant until, int limit, Consumer<AskedFor> each) {
    jdbc.sql(
            """
            select key, payload, seen from effect
            where decided_at >= :from and decided_at < :until
            order by decided_at desc, key limit :limit
            """)
        .withFetchSize(FETCHED)
        .param("from", at(from))
        .param("until", at(until))
        .param("limit", limit)
        .query(row -> {
          var key = new EffectKey(row.getString("key"));
          byte[] seen = row.getBytes("seen");
          each.accept(
              new AskedFor(
                  json.readValue(
                      vault.open(row.getBytes("payload"), place("effect", key)), Effect.class),
                  seen == null
                      ? null
                      : json.readValue(vault.open(seen, place("seen", key)), Account.class)));
        });
  }

  /** How many effects nobody knows the end of. */
  @Transactional(readOnly = true)
  public long pending() {
    return jdbc.sql("select count(*) from effect where status = 'pending'")
        .query(Long.class)
        .single();
  }

  private StoredEffect stored(ResultSet row) throws SQLException {
    var key = new EffectKey(row.getString("key"));
    return new StoredEffect(
        key,
        new ShopperId(row.getString("shopper")),
        json.readValue(vault.open(row.getBytes("payload"), place("effect", key)), Effect.class),
        switch (row.getString("status")) {
          case "applied" -> new EffectResult.Applied();
          case "refused" -> new EffectResult.Refused(row.getString("refusal"));
          default -> new EffectResult.Unknown();
        });
  }

  private static String status(EffectResult result) {
    return switch (result) {
      case EffectResult.Applied applied -> "applied";
      case EffectResult.Refused refused -> "refused";
      case EffectResult.Unknown unknown -> "pending";
    };
  }

  private static String place(String what, EffectKey key) {
    return what + "/" + key;
  }

  private OffsetDateTime now() {
    return at(clock.instant());
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
  }
}
