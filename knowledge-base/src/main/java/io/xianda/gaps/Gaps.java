package io.xianda.gaps;

import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * The gaps as operators see them, and what they decide. Every decision names the lock number that
 * its operator saw, so that a decision repeated or come too late changes nothing. Thread-safe.
 *
 * <p>Accepting only records what was done: the entry itself is changed where entries are curated.
 */
@Repository
public class Gaps {

  private static final int SECONDS = 20;
  private static final int LARGEST_PAGE = 100;
  private static final int LONGEST_REASON = 500;

  private final JdbcClient jdbc;
  private final GapTable table;
  private final GapDetails details;
  private final GapSettings settings;
  private final Clock clock;

  Gaps(JdbcClient jdbc, GapTable table, GapDetails details, GapSettings settings, Clock clock) {
    this.jdbc = jdbc;
    this.table = table;
    this.details = details;
    this.settings = settings;
    this.clock = clock;
  }

  private record Ranked(GapId id, double gain) {}

  private record Seen(long lock, String state, Optional<GapId> mergedInto) {}

  /**
   * The gaps with the greatest expected gain.
   *
   * @param after where to begin; nothing for the first page
   * @param limit in [1, 100]
   */
  @Transactional(readOnly = true, timeout = SECONDS)
  public GapPage list(GapFilter filter, Optional<GapPage.Cursor> after, int limit) {
    if (limit < 1 || limit > LARGEST_PAGE) {
      throw new IllegalArgumentException("limit lies in [1, 100]: " + limit);
    }
    List<Ranked> ranked =
        jdbc.sql(
                """
                with matching as (
                  select cluster, count(distinct conversation) conversations from gap_message
                  where at > :since and (cast(:why as text) is null or why = :why)
                    and (cast(:intent as text) is null or intent = :intent)
                  group by cluster),
                ranked as (
                  select c.id, coalesce(m.conversations, 0) * c.share gain
                  from gap_cluster c left join matching m on m.cluster = c.id
                  where c.state = :state
                    and (m.cluster is not null or (cast(:why as text) is null and cast(:intent as text) is null)))
                select id, gain from ranked
                where cast(:id as uuid) is null or gain < :gain or (gain = :gain and id > :id)
                order by gain desc, id limit :limit
                """)
            .param("since", utc(clock.instant().minus(settings.gainWindow())))
            .param("why", filter.why().map(GapTable::word).orElse(null), Types.VARCHAR)
            .param("intent", filter.intent().orElse(null), Types.VARCHAR)
            .param("state", filter.state().name().toLowerCase(Locale.ROOT))
            .param("id", after.map(cursor -> cursor.id().value()).orElse(null), Types.OTHER)
            .param("gain", after.map(GapPage.Cursor::gain).orElse(0.0))
            .param("limit", limit + 1)
            .query((row, n) ->
                new Ranked(new GapId(row.getObject("id", UUID.class)), row.getDouble("gain")))
            .list();
    List<Ranked> shown = ranked.subList(0, Math.min(limit, ranked.size()));
    List<Gap> gaps = details.of(shown.stream().map(Ranked::id).toList());
    Optional<GapPage.Cursor> next =
        ranked.size() > limit
            ? Optional.of(new GapPage.Cursor(shown.getLast().gain(), shown.getLast().id()))
            : Optional.empty();
    return new GapPage(gaps, next);
  }

  /** One gap; nothing when there is none of this id, or no longer. */
  @Transactional(readOnly = true, timeout = SECONDS)
  public Optional<Gap> find(GapId id) {
    return details.of(List.of(id)).stream().findFirst();
  }

  /** Notes that an open gap was closed, and how. */
  @Transactional(timeout = SECONDS)
  public Decided accept(GapId id, long lock, Acceptance as, Actor actor) {
    return decide(
        id,
        lock,
        EnumSet.of(GapState.OPEN),
        revision -> {
          jdbc.sql(
                  """
                  update gap_cluster set state = 'accepted', accepted_as = :as, accepted_entry = :entry,
                    missed_before = :before, decided_at = :now, lock_number = lock_number + 1, changed_in = :revision
                  where id = :id
                  """)
              .param("as", word(as))
              .param("entry", as.entry().value())
              .param("before", details.missedADay(id))
              .param("now", utc(clock.instant()))
              .param("revision", revision)
              .param("id", id.value())
              .update();
          table.log(actor, "accept", id, as.entry().value());
        });
  }

  /**
   * Takes an open gap off the list for good: later messages of its meaning are counted with it, and
   * it is not offered again unless it is reopened.
   *
   * @param reason at most 500 characters; may be empty
   */
  @Transactional(timeout = SECONDS)
  public Decided dismiss(GapId id, long lock, String reason, Actor actor) {
    if (reason.length() > LONGEST_REASON) {
      throw new IllegalArgumentException("a reason has at most 500 characters");
    }
    String masked = MaskPersonalData.in(reason);
    return decide(
        id,
        lock,
        EnumSet.of(GapState.OPEN),
        revision -> {
          jdbc.sql(
                  """
                  update gap_cluster set state = 'dismissed', reason = :reason, decided_at = :now,
                    lock_number = lock_number + 1, changed_in = :revision
                  where id = :id
                  """)
              .param("reason", masked)
              .param("now", utc(clock.instant()))
              .param("revision", revision)
              .param("id", id.value())
              .update();
          table.log(actor, "dismiss", id, masked);
        });
  }

  /** Opens an accepted or dismissed gap again. */
  @Transactional(timeout = SECONDS)
  public Decided reopen(GapId id, long lock, Actor actor) {
    return decide(
        id,
        lock,
        EnumSet.of(GapState.ACCEPTED, GapState.DISMISSED),
        revision -> {
          jdbc.sql(
                  """
                  update gap_cluster set state = 'open', accepted_as = null, accepted_entry = null,
                    missed_before = null, reason = null, decided_at = null, lock_number = lock_number + 1,
                    changed_in = :revision
                  where id = :id
                  """)
              .param("revision", revision)
              .param("id", id.value())
              .update();
          table.log(actor, "reopen", id, "");
        });
  }

  /**
   * Moves all messages of an open gap into another, which keeps its standing.
   *
   * @param from is gone afterwards
   * @param fromLock the lock number of {@code from}
   * @param into may be in any state
   * @param intoLock the lock number of {@code into}
   */
  @Transactional(timeout = SECONDS)
  public Decided merge(GapId from, long fromLock, GapId into, long intoLock, Actor actor) {
    if (from.equals(into)) {
      throw new IllegalArgumentException("a gap cannot be merged into itself");
    }
    long revision = table.lockRevision() + 1;
    Optional<Decided> refused =
        refusal(from, fromLock, EnumSet.of(GapState.OPEN))
            .or(() -> refusal(into, intoLock, EnumSet.allOf(GapState.class)));
    if (refused.isPresent()) {
      return refused.get();
    }
    table.fold(from, into, actor, revision);
    table.reach(revision);
    return new Decided.Done(find(into).orElseThrow());
  }

  /**
   * What was decided, the oldest first.
   *
   * @param gap about which gap; nothing for all
   * @param afterSeq where to begin; 0 for the first page
   * @param limit in [1, 100]
   */
  @Transactional(readOnly = true, timeout = SECONDS)
  public List<GapAction> actions(Optional<GapId> gap, long afterSeq, int limit) {
    if (limit < 1 || limit > LARGEST_PAGE) {
      throw new IllegalArgumentException("limit lies in [1, 100]: " + limit);
    }
    return jdbc.sql(
            """
            select * from gap_action
            where seq > :after and (cast(:gap as uuid) is null or cluster = :gap)
            order by seq limit :limit
            """)
        .param("after", afterSeq)
        .param("gap", gap.map(GapId::value).orElse(null), Types.OTHER)
        .param("limit", limit)
        .query((row, n) ->
            new GapAction(
                row.getLong("seq"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                new Actor(row.getString("actor")),
                row.getString("action"),
                new GapId(row.getObject("cluster", UUID.class)),
                row.getString("detail")))
        .list();
  }

  private Decided decide(GapId id, long lock, Set<GapState> allowed, LongConsumer change) {
    long revision = table.lockRevision() + 1;
    Optional<Decided> refused = refusal(id, lock, allowed);
    if (refused.isPresent()) {
      return refused.get();
    }
    change.accept(revision);
    table.reach(revision);
    return new Decided.Done(find(id).orElseThrow());
  }

  /** Why a gap cannot be decided so; nothing when it can. Under the lock. */
  private Optional<Decided> refusal(GapId id, long lock, Set<GapState> allowed) {
    Optional<Seen> seen =
        jdbc.sql("select lock_number, state, merged_into from gap_cluster where id = :id")
            .param("id", id.value())
            .query((row, n) ->
                new Seen(
                    row.getLong("lock_number"),
                    row.getString("state"),
                    Optional.ofNullable(row.getObject("merged_into", UUID.class)).map(GapId::new)))
            .optional();
    if (seen.isEmpty() || seen.get().state().equals(GapTable.GONE)) {
      return Optional.of(new Decided.Gone(seen.flatMap(Seen::mergedInto)));
    }
    if (seen.get().lock() != lock) {
      return Optional.of(new Decided.Conflict(find(id).orElseThrow()));
    }
    if (!allowed.contains(GapState.valueOf(seen.get().state().toUpperCase(Locale.ROOT)))) {
      return Optional.of(new Decided.NotPossible(find(id).orElseThrow()));
    }
    return Optional.empty();
  }

  private static String word(Acceptance as) {
    return switch (as) {
      case Acceptance.AddedTo to -> "similar_question";
      case Acceptance.NewEntry written -> "new_entry";
    };
  }

  private static OffsetDateTime utc(Instant instant) {
    return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
  }
}
