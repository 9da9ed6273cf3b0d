package io.xianda.gaps;

import io.xianda.knowledge.EntryId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads what is shown of a gap, within the transaction of the caller. Thread-safe. */
@Component
final class GapDetails {

  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration WEEK = Duration.ofDays(7);
  private static final int EXAMPLES = 10;

  private final JdbcClient jdbc;
  private final GapSettings settings;
  private final Clock clock;

  GapDetails(JdbcClient jdbc, GapSettings settings, Clock clock) {
    this.jdbc = jdbc;
    this.settings = settings;
    this.clock = clock;
  }

  /** Conversations of one gap by time: of this week, the last, the gain window, since decided. */
  private record Conversations(Gap.Trend trend, int recent, int sinceDecided) {}

  /** The gaps of these ids that are there, in this order. */
  List<Gap> of(List<GapId> ids) {
    if (ids.isEmpty()) {
      return List.of();
    }
    Instant now = clock.instant();
    UUID[] keys = ids.stream().map(GapId::value).toArray(UUID[]::new);
    Map<UUID, Conversations> conversations = conversations(keys, now);
    Map<UUID, Map<MissedQuestion.Why, Integer>> byWhy = byWhy(keys);
    Map<UUID, Suggestion> suggestions = suggestions(keys);
    Map<UUID, List<String>> examples = examples(keys);
    return jdbc.sql(
            """
            select c.* from gap_cluster c join unnest(:ids) with ordinality as wanted (id, place) on c.id = wanted.id
            where c.state <> 'gone' order by wanted.place
            """)
        .param("ids", keys)
        .query((row, n) -> {
          UUID key = row.getObject("id", UUID.class);
          Conversations counted = Objects.requireNonNull(conversations.get(key));
          return new Gap(
              new GapId(key),
              row.getLong("lock_number"),
              standing(row, counted, now),
              row.getString("name"),
              examples.getOrDefault(key, List.of()),
              row.getInt("messages"),
              row.getInt("conversations"),
              byWhy.getOrDefault(key, Map.of()),
              counted.trend(),
              suggestions.getOrDefault(key, new Suggestion.WriteNew()),
              counted.recent() * row.getDouble("share"),
              row.getDouble("share"),
              instant(row, "first_seen"),
              instant(row, "last_seen"));
        })
        .list();
  }

  /**
   * Conversations a day that missed this within the gain window before now, or since the first
   * message of any gap where collecting began later.
   */
  double missedADay(GapId id) {
    Instant now = clock.instant();
    Instant since = now.minus(settings.gainWindow());
    return jdbc.sql(
            """
            select count(distinct conversation) filter (where cluster = :id) conversations, min(at) first
            from gap_message where at > :since
            """)
        .param("id", id.value())
        .param("since", utc(since))
        .query((row, n) ->
            row.getInt("conversations")
                / days(
                    row.getTimestamp("first") == null
                        ? settings.gainWindow()
                        : Duration.between(instant(row, "first"), now)))
        .single();
  }

  private Standing standing(ResultSet row, Conversations counted, Instant now) throws SQLException {
    GapState state = GapState.valueOf(row.getString("state").toUpperCase(Locale.ROOT));
    return switch (state) {
      case OPEN -> new Standing.Open();
      case DISMISSED -> new Standing.Dismissed(row.getString("reason"), instant(row, "decided_at"));
      case ACCEPTED -> {
        EntryId entry = new EntryId(row.getString("accepted_entry"));
        Instant at = instant(row, "decided_at");
        yield new Standing.Accepted(
            row.getString("accepted_as").equals("new_entry")
                ? new Acceptance.NewEntry(entry)
                : new Acceptance.AddedTo(entry),
            at,
            gain(row.getDouble("missed_before"), counted.sinceDecided(), at, now));
      }
    };
  }

  private Optional<RealGain> gain(double before, int sinceDecided, Instant decided, Instant now) {
    Duration all = Duration.between(decided, now);
    if (all.compareTo(DAY) < 0) {
      return Optional.empty();
    }
    Duration over = all.compareTo(settings.gainWindow()) < 0 ? all : settings.gainWindow();
    return Optional.of(new RealGain(before, sinceDecided / days(over), over));
  }

  private Map<UUID, Conversations> conversations(UUID[] ids, Instant now) {
    Map<UUID, Conversations> found = new HashMap<>();
    jdbc.sql(
            """
            select c.id,
              count(distinct m.conversation) filter (where m.at > :week) this_week,
              count(distinct m.conversation) filter (where m.at > :fortnight and m.at <= :week) last_week,
              count(distinct m.conversation) filter (where m.at > :since) recent,
              count(distinct m.conversation) filter (where m.at > greatest(c.decided_at, :since)) since_decided
            from gap_cluster c left join gap_message m on m.cluster = c.id
            where c.id = any(:ids) group by c.id
            """)
        .param("week", utc(now.minus(WEEK)))
        .param("fortnight", utc(now.minus(WEEK).minus(WEEK)))
        .param("since", utc(now.minus(settings.gainWindow())))
        .param("ids", ids)
        .query(row -> {
          found.put(
              row.getObject("id", UUID.class),
              new Conversations(
                  new Gap.Trend(row.getInt("this_week"), row.getInt("last_week")),
                  row.getInt("recent"),
                  row.getInt("since_decided")));
        });
    return found;
  }

  private Map<UUID, Map<MissedQuestion.Why, Integer>> byWhy(UUID[] ids) {
    Map<UUID, Map<MissedQuestion.Why, Integer>> found = new HashMap<>();
    jdbc.sql(
            "select cluster, why, count(*) messages from gap_message where cluster = any(:ids) group by cluster, why")
        .param("ids", ids)
        .query(row -> {
          found
              .computeIfAbsent(
                  row.getObject("cluster", UUID.class),
                  id -> new EnumMap<>(MissedQuestion.Why.class))
              .put(
                  MissedQuestion.Why.valueOf(row.getString("why").toUpperCase(Locale.ROOT)),
                  row.getInt("messages"));
        });
    return found;
  }

  /** Where mostly nothing was near, nothing is suggested. */
  private Map<UUID, Suggestion> suggestions(UUID[] ids) {
    Map<UUID, Suggestion> found = new HashMap<>();
    jdbc.sql(
            """
            select distinct on (cluster) cluster, nearest_entry, avg(nearest_probability) probability
            from gap_message where cluster = any(:ids) group by cluster, nearest_entry
            order by cluster, count(*) desc, avg(nearest_probability) desc nulls last, nearest_entry
            """)
        .param("ids", ids)
        .query(row -> {
          String entry = row.getString("nearest_entry");
          if (entry != null) {
            found.put(
                row.getObject("cluster", UUID.class),
                new Suggestion.AddTo(new EntryId(entry), row.getDouble("probability")));
          }
        });
    return found;
  }

  private Map<UUID, List<String>> examples(UUID[] ids) {
    Map<UUID, List<String>> found = new HashMap<>();
    jdbc.sql(
            """
            select cluster, text from (
              select cluster, text,
                row_number() over (partition by cluster order by count(*) desc, max(at) desc, text) place
              from gap_message where cluster = any(:ids) group by cluster, text) t
            where place <= :limit order by cluster, place
            """)
        .param("ids", ids)
        .param("limit", EXAMPLES)
        .query(row -> {
          found
              .computeIfAbsent(row.getObject("cluster", UUID.class), id -> new ArrayList<>())
              .add(row.getString("text"));
        });
    return found;
  }

  /** At least one, so that a first hour is not taken for a rate. */
  private static double days(Duration time) {
    return Math.max(1, time.toSeconds() / (double) DAY.toSeconds());
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static OffsetDateTime utc(Instant instant) {
    return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
  }
}
