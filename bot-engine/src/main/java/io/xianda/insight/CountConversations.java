package io.xianda.insight;

import io.xianda.figures.Span;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Counts what became of the conversations that began in a span. Thread-safe. */
@Repository
class CountConversations {

  /** Conversations that began in the span and in which the shopper said something. */
  static final String ASKED =
      """
      with asked as materialized (
        select c.id, c.shopper, c.channel, c.state, c.created_at, c.closed_at
        from conversation c
        where c.created_at >= :from and c.created_at < :until
          and (cast(:channel as text) is null or c.channel = :channel)
          and exists (select 1 from message m where m.conversation = c.id and m.author = 'shopper'))
      """;

  /** What is known of each, as docs/figures.md has it. */
  private static final String FACTS =
      ASKED
          + """
          , did as (
            select d.conversation, count(*) as turns,
              bool_or(d.trace ->> 'decision' in ('Answer', 'FollowRule', 'Progress')) as answered,
              bool_or(d.trace ->> 'decision' = 'Clarify') as clarified,
              bool_or(d.trace ->> 'decision' <> 'Socialise') as more_than_courtesy,
              (array_agg(d.trace ->> 'decision' order by d.seq desc))[1] as last
            from decision_trace d join asked a on a.id = d.conversation group by 1),
          told as (
            select a.*, coalesce(d.turns, 0) as turns, coalesce(d.answered, false) as answered,
              coalesce(d.clarified, false) as clarified,
              exists (select 1 from handoff h where h.conversation = a.id) as handed_over,
              exists (select 1 from ticket t where t.conversation = a.id) as ticket,
              exists (select 1 from thumb t where t.conversation = a.id and not t.up) as disliked,
              coalesce(d.more_than_courtesy, false) as more_than_courtesy,
              a.state = 'closed' or (a.state = 'bot' and w.at < cast(:now as timestamptz) - interval '24 hours') as is_over,
              w.author = 'bot'
                and d.last in ('Answer', 'FollowRule', 'Progress', 'Socialise') as ended_well,
              coalesce(a.closed_at, w.at) as ended_at
            from asked a left join did d on d.conversation = a.id
            cross join lateral (
              select m.author, m.at from message m
              where m.conversation = a.id and m.author <> 'system' order by m.seq desc limit 1) w),
          judged as (
            select *,
              is_over and (more_than_courtesy or handed_over) as judged,
              coalesce(
                is_over and more_than_courtesy and ended_well
                  and not handed_over and not ticket and not disliked, false) as settled
            from told),
          fact as (
            select *,
              settled and exists (
                select 1 from conversation n
                where n.shopper = judged.shopper and n.id <> judged.id
                  and n.created_at >= judged.ended_at
                  and n.created_at < judged.ended_at + interval '24 hours'
                  and (exists (select 1 from handoff h where h.conversation = n.id)
                    or exists (select 1 from ticket t where t.conversation = n.id))) as came_back,
              ticket and exists (
                select 1 from ticket t
                where t.conversation = judged.id and t.kind = 'claim' and t.claimed is not null
                  and t.state in ('resolved', 'closed')
                  and exists (
                    select 1 from ticket_refund r where r.ticket = t.id and r.status = 'applied')
                  and t.claimed is distinct from coalesce(t.granted, 0)) as decided_otherwise
            from judged)
          """;

  private static final String COUNTS =
      FACTS
          + """
          , placed as (
            select fact.*, (created_at at time zone :zone)::date as day,
              extract(isodow from created_at at time zone :zone)::int as weekday,
              extract(hour from created_at at time zone :zone)::int as hour
            from fact)
          select day, weekday, hour, channel, grouping(day, weekday, channel) as by,
            count(*) as asked,
            count(*) filter (where answered) as answered,
            count(*) filter (where clarified) as clarified,
            count(*) filter (where handed_over) as handed_over,
            count(*) filter (where ticket) as ticket,
            coalesce(sum(turns), 0) as turns,
            count(*) filter (where judged) as judged,
            count(*) filter (where settled) as settled,
            count(*) filter (where answered and disliked) as disliked,
            count(*) filter (where answered and came_back) as came_back,
            count(*) filter (where answered and decided_otherwise) as decided_otherwise,
            count(*) filter (
              where answered and (disliked or came_back or decided_otherwise)) as told_wrong
          from placed
          group by grouping sets ((), (day), (weekday, hour), (channel))
          order by day, weekday, hour, channel
          """;

  /** What {@code grouping} says of the set of everything, of days, of hours, of channels. */
  private static final int OF_ALL = 7;

  private static final int OF_DAYS = 3;
  private static final int OF_HOURS = 5;
  private static final int OF_CHANNELS = 6;

  private static final String TIMES =
      ASKED
          + """
          , turn as (
            select ((d.trace -> 'micros' ->> 'understand')::numeric
                + (d.trace -> 'micros' ->> 'recall')::numeric
                + (d.trace -> 'micros' ->> 'decide')::numeric) / 1000 as thinking,
              extract(epoch from reply.at - said.at) * 1000 as replying
            from asked a
            join decision_trace d on d.conversation = a.id
            join message reply on reply.conversation = d.conversation and reply.seq = d.seq
            left join message said on said.conversation = reply.conversation and said.seq = reply.answers)
          select count(thinking) as thought, count(replying) as replied,
            percentile_disc(array[0.5, 0.95]) within group (order by thinking) as thinking,
            percentile_disc(array[0.5, 0.95]) within group (order by replying) as replying
          from turn
          """;

  private final JdbcClient jdbc;

  CountConversations(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * What became of some conversations.
   *
   * @param settled those that the bot settled
   * @param judged those of which that can be told
   * @param toldWrong those that were answered and for which one of the next three holds
   */
  record Count(
      long asked,
      long answered,
      long clarified,
      long handedOver,
      long ticket,
      long turns,
      long judged,
      long settled,
      long toldWrong,
      long disliked,
      long cameBack,
      long decidedOtherwise) {

    static final Count NONE = new Count(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  }

  record OfDay(LocalDate day, Count count) {}

  record OfHour(int weekday, int hour, Count count) {}

  record OfChannel(String channel, Count count) {}

  record Counts(Count all, List<OfDay> days, List<OfHour> hours, List<OfChannel> channels) {}

  /** Milliseconds. */
  record Quantiles(long count, double p50, double p95) {}

  record Times(@Nullable Quantiles thinking, @Nullable Quantiles replying) {}

  Counts counts(Span span, @Nullable String channel, ZoneId zone, Instant now) {
    List<OfDay> days = new ArrayList<>();
    List<OfHour> hours = new ArrayList<>();
    List<OfChannel> channels = new ArrayList<>();
    var all = new ArrayList<Count>();
    asked(COUNTS, span, channel)
        .param("zone", zone.getId())
        .param("now", at(now))
        .query(row -> {
          Count count = count(row);
          switch (row.getInt("by")) {
            case OF_ALL -> all.add(count);
            case OF_DAYS -> days.add(new OfDay(row.getObject("day", LocalDate.class), count));
            case OF_HOURS ->
                hours.add(new OfHour(row.getInt("weekday"), row.getInt("hour"), count));
            case OF_CHANNELS -> channels.add(new OfChannel(row.getString("channel"), count));
            default -> throw new IllegalStateException("an unknown set");
          }
        });
    return new Counts(all.isEmpty() ? Count.NONE : all.getFirst(), days, hours, channels);
  }

  Times times(Span span, @Nullable String channel) {
    return asked(TIMES, span, channel)
        .query((row, n) ->
            new Times(
                quantiles(row.getLong("thought"), row.getArray("thinking")),
                quantiles(row.getLong("replied"), row.getArray("replying"))))
        .single();
  }

  private JdbcClient.StatementSpec asked(String query, Span span, @Nullable String channel) {
    return asked(jdbc, query, span, channel);
  }

  /** A query that begins with {@link #ASKED}. */
  static JdbcClient.StatementSpec asked(
      JdbcClient jdbc, String query, Span span, @Nullable String channel) {
    return jdbc.sql(query)
        .param("from", at(span.from()))
        .param("until", at(span.until()))
        .param("channel", channel, Types.VARCHAR);
  }

  private static Count count(ResultSet row) throws SQLException {
    return new Count(
        row.getLong("asked"),
        row.getLong("answered"),
        row.getLong("clarified"),
        row.getLong("handed_over"),
        row.getLong("ticket"),
        row.getLong("turns"),
        row.getLong("judged"),
        row.getLong("settled"),
        row.getLong("told_wrong"),
        row.getLong("disliked"),
        row.getLong("came_back"),
        row.getLong("decided_otherwise"));
  }

  private static @Nullable Quantiles quantiles(long count, @Nullable Array times)
      throws SQLException {
    if (count == 0 || times == null) {
      return null;
    }
    BigDecimal[] millis = (BigDecimal[]) times.getArray();
    return new Quantiles(count, millis[0].doubleValue(), millis[1].doubleValue());
  }

  private static OffsetDateTime at(Instant instant) {
    return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
  }
}
