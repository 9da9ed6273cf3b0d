package io.xianda.figures;

import io.xianda.conversation.ConversationOutcome;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Counts figures. Cases are those that were queued in the span, conversations those that were
 * closed in it, ratings and thumbs those that were given in it. Thread-safe.
 */
@Repository
public class CountFigures {

  // In all queries KEY stands for what the figures are told apart by.

  /**
   * Cases with what they are told apart by: the agent and the group that had it last, and the hour
   * in which it came.
   */
  private static final String CASES =
      """
      with fact as (
        select h.id, h.queued_at, h.taken_at, h.first_reply_at, h.state, h.ending,
          coalesce(h.agent, '') as by_agent, h.asked_group as by_group,
          to_char(h.queued_at at time zone :zone, 'HH24') as by_hour, c.channel as by_channel,
          h.intent as by_intent, h.reason as by_reason,
          exists (
            select 1 from handoff_event e where e.handoff = h.id and e.kind = 'reopened') as reopened
        from handoff h join conversation c on c.id = h.conversation
        where h.queued_at >= :from and h.queued_at < :until)
      """;

  private static final String COUNTS =
      CASES
          + """
          select KEY as key, count(*) filter (where not reopened) as came,
            count(*) filter (where reopened) as reopened,
            count(taken_at) filter (where not reopened) as taken,
            count(*) filter (where not reopened and ending = 'left') as abandoned,
            count(first_reply_at) filter (where not reopened) as replied,
            percentile_disc(array[0.5, 0.9]) within group (order by extract(epoch from taken_at - queued_at))
              filter (where not reopened) as waiting,
            percentile_disc(array[0.5, 0.9]) within group (order by extract(epoch from first_reply_at - queued_at))
              filter (where not reopened) as reply
          from fact group by 1
          """;

  /**
   * Stretches in which one agent had a case, from the events: each begins with being taken, handed
   * over or reopened, and ends with the next of these, the loss of the agent or the end. Of an
   * agent or a group only their own stretches count.
   */
  private static final String HANDLING =
      CASES
          + """
          , mark as (
            select e.handoff, e.kind, e.agent, e.skill_group, e.at,
              lead(e.at) over w as until, lead(e.kind) over w as next
            from handoff_event e join fact f on f.id = e.handoff
            where f.state = 'ended' and e.kind in (
              'taken', 'transferred', 'reopened', 'agent-lost', 'closed', 'back-to-bot', 'left', 'ticket')
            window w as (partition by e.handoff order by e.id)),
          had as (
            select KEY as key, m.handoff, sum(extract(epoch from m.until - m.at)) as seconds,
              count(*) filter (where m.next in ('transferred', 'taken')) as transfers
            from mark m join fact f on f.id = m.handoff
            where m.kind in ('taken', 'transferred', 'reopened') and m.until is not null
            group by 1, 2)
          select key, count(*) as count, sum(transfers) as transfers,
            percentile_disc(array[0.5, 0.9]) within group (order by seconds) as seconds
          from had group by 1
          """;

  /** A conversation is its last case's, unless that went back to the bot. */
  private static final String OUTCOMES =
      """
      with fact as (
        select c.outcome, coalesce(h.agent, '') as by_agent, coalesce(h.asked_group, '') as by_group,
          to_char(c.closed_at at time zone :zone, 'HH24') as by_hour, c.channel as by_channel,
          coalesce(h.intent, '') as by_intent, coalesce(h.reason, '') as by_reason
        from conversation c left join lateral (
          select * from handoff h where h.conversation = c.id order by h.id desc limit 1) h
          on h.ending <> 'back-to-bot'
        where c.state = 'closed' and c.closed_at >= :from and c.closed_at < :until)
      select KEY as key, outcome, count(*) as count from fact group by 1, 2
      """;

  private static final String STARS =
      """
      with fact as (
        select r.stars, coalesce(r.agent, '') as by_agent, coalesce(h.asked_group, '') as by_group,
          to_char(r.at at time zone :zone, 'HH24') as by_hour, c.channel as by_channel,
          coalesce(h.intent, '') as by_intent, coalesce(h.reason, '') as by_reason
        from rating r join conversation c on c.id = r.conversation left join handoff h on h.id = r.handoff
        where r.at >= :from and r.at < :until)
      select KEY as key, stars, count(*) as count from fact group by 1, 2
      """;

  /** The bot's, hence of no agent, no group and no case. */
  private static final String THUMBS =
      """
      with fact as (
        select t.up, '' as by_agent, '' as by_group, to_char(t.at at time zone :zone, 'HH24') as by_hour,
          c.channel as by_channel, '' as by_intent, '' as by_reason
        from thumb t join conversation c on c.id = t.conversation
        where t.at >= :from and t.at < :until)
      select KEY as key, count(*) filter (where up) as up, count(*) filter (where not up) as down
      from fact group by 1
      """;

  private final JdbcClient jdbc;

  CountFigures(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * All figures of a span, as they are at one moment.
   *
   * @param zone in which hours are told
   */
  @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
  public Figures of(Span span, Grouping by, ZoneId zone) {
    return new Figures(
        rows(span, "''", "''", zone).stream().findFirst().orElseGet(() -> new Counted().row("")),
        rows(span, key(by), stretchKey(by), zone));
  }

  private static String key(Grouping by) {
    return switch (by) {
      case AGENT -> "by_agent";
      case GROUP -> "by_group";
      case HOUR -> "by_hour";
      case CHANNEL -> "by_channel";
      case INTENT -> "by_intent";
      case REASON -> "by_reason";
    };
  }

  private static String stretchKey(Grouping by) {
    return switch (by) {
      case AGENT -> "coalesce(m.agent, '')";
      case GROUP -> "coalesce(m.skill_group, '')";
      case HOUR, CHANNEL, INTENT, REASON -> "f." + key(by);
    };
  }

  /** What was counted of a key so far. */
  private static final class Counted {
    private Figures.Cases cases = Figures.Cases.NONE;
    private @Nullable Spread handling;
    private long transfers;
    private final Map<ConversationOutcome, Long> outcomes =
        new EnumMap<>(ConversationOutcome.class);
    private final Map<Integer, Long> stars = new HashMap<>();
    private Figures.Thumbs thumbs = Figures.Thumbs.NONE;

    Figures.Row row(String key) {
      return new Figures.Row(
          key, cases, handling, transfers, outcomes, new Figures.Satisfaction(stars), thumbs);
    }
  }

  private List<Figures.Row> rows(Span span, String key, String stretchKey, ZoneId zone) {
    Map<String, Counted> all = new HashMap<>();
    each(
        COUNTS,
        key,
        span,
        zone,
        row -> {
          of(all, row).cases =
              new Figures.Cases(
                  row.getLong("came"),
                  row.getLong("reopened"),
                  row.getLong("taken"),
                  row.getLong("abandoned"),
                  spread(row.getLong("taken"), row.getArray("waiting")),
                  spread(row.getLong("replied"), row.getArray("reply")));
        });
    each(
        HANDLING,
        stretchKey,
        span,
        zone,
        row -> {
          Counted counted = of(all, row);
          counted.handling = spread(row.getLong("count"), row.getArray("seconds"));
          counted.transfers = row.getLong("transfers");
        });
    each(
        OUTCOMES,
        key,
        span,
        zone,
        row -> {
          of(all, row)
              .outcomes
              .put(ConversationOutcome.of(row.getString("outcome")), row.getLong("count"));
        });
    each(
        STARS,
        key,
        span,
        zone,
        row -> {
          of(all, row).stars.put(row.getInt("stars"), row.getLong("count"));
        });
    each(
        THUMBS,
        key,
        span,
        zone,
        row -> {
          of(all, row).thumbs = new Figures.Thumbs(row.getLong("up"), row.getLong("down"));
        });
    return all.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(entry -> entry.getValue().row(entry.getKey()))
        .toList();
  }

  private static Counted of(Map<String, Counted> all, ResultSet row) throws SQLException {
    return all.computeIfAbsent(row.getString("key"), key -> new Counted());
  }

  private void each(String query, String key, Span span, ZoneId zone, RowCallbackHandler row) {
    jdbc.sql(query.replace("KEY", key))
        .param("from", at(span.from()))
        .param("until", at(span.until()))
        .param("zone", zone.getId())
        .query(row);
  }

  private static @Nullable Spread spread(long count, @Nullable Array seconds) throws SQLException {
    if (count == 0 || seconds == null) {
      return null;
    }
    BigDecimal[] quantiles = (BigDecimal[]) seconds.getArray();
    return new Spread(count, time(quantiles[0]), time(quantiles[1]));
  }

  private static Duration time(BigDecimal seconds) {
    return Duration.ofNanos(seconds.movePointRight(9).longValue());
  }

  private static OffsetDateTime at(Instant instant) {
    return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
  }
}
