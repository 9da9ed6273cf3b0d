package io.xianda.figures;

import io.xianda.conversation.ConversationOutcome;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Counts figures once more from the events and the messages, in Java, and knows nothing of the code
 * that counts them in the service, nor of the columns that it counts by.
 */
public final class Recount {

  private static final Set<String> HANDED = Set.of("taken", "transferred", "reopened");
  private static final Set<String> ENDINGS = Set.of("closed", "back-to-bot", "left", "ticket");

  /** A stretch in which an agent had a case. */
  private record Stretch(String agent, String group, Duration time, boolean given) {}

  private record Event(
      long handoff,
      String conversation,
      Instant at,
      String kind,
      @Nullable String agent,
      @Nullable String group) {}

  private record Closed(String conversation, ConversationOutcome outcome) {}

  /** What the events tell of one case. */
  private static final class Told {
    final String conversation;
    final Instant queued;
    final boolean reopened;
    final List<Stretch> stretches = new ArrayList<>();
    String agent = "";
    String group = "";
    @Nullable Instant since;
    @Nullable Instant taken;
    @Nullable Instant firstReply;
    @Nullable Instant ended;
    @Nullable String ending;

    Told(Event first) {
      conversation = first.conversation();
      queued = first.at();
      reopened = first.kind().equals("reopened");
    }

    void happened(Event event) {
      boolean ends = event.kind().equals("agent-lost") || ENDINGS.contains(event.kind());
      boolean handed = HANDED.contains(event.kind());
      if (since != null && (ends || handed)) {
        stretches.add(new Stretch(agent, group, Duration.between(since, event.at()), handed));
      }
      if (handed) {
        since = event.at();
        taken = taken == null ? event.at() : taken;
        agent = Objects.requireNonNull(event.agent());
      } else if (ends) {
        since = null;
      }
      if (handed || event.kind().equals("queued") || event.kind().equals("urgent")) {
        group = Objects.requireNonNull(event.group());
      }
      if (event.kind().equals("agent-lost")) {
        agent = "";
      }
      if (ENDINGS.contains(event.kind())) {
        ending = event.kind();
        ended = event.at();
      }
    }
  }

  private final Map<Long, Told> cases = new LinkedHashMap<>();
  private final Map<String, Told> lastOf = new HashMap<>();
  private final List<Closed> closed = new ArrayList<>();

  public Recount(JdbcClient jdbc) {
    jdbc.sql(
            """
            select e.*, h.conversation from handoff_event e join handoff h on h.id = e.handoff order by e.id
            """)
        .query((row, n) ->
            new Event(
                row.getLong("handoff"),
                row.getString("conversation"),
                at(row.getObject("at", OffsetDateTime.class)),
                row.getString("kind"),
                row.getString("agent"),
                row.getString("skill_group")))
        .list()
        .forEach(
            event -> cases.computeIfAbsent(event.handoff(), id -> new Told(event)).happened(event));
    cases.values().forEach(told -> lastOf.put(told.conversation, told));
    Map<String, List<Instant>> written = new HashMap<>();
    jdbc.sql(
            "select conversation, at from message where author = 'agent' order by conversation, seq")
        .query(row -> {
          written
              .computeIfAbsent(row.getString("conversation"), id -> new ArrayList<>())
              .add(at(row.getObject("at", OffsetDateTime.class)));
        });
    cases.values().forEach(told -> told.firstReply = firstReply(told, written));
    jdbc.sql("select id, outcome from conversation where state = 'closed'")
        .query(row -> {
          closed.add(
              new Closed(row.getString("id"), ConversationOutcome.of(row.getString("outcome"))));
        });
  }

  /** An agent's first word since the case was taken; the next case of the conversation is later. */
  private static @Nullable Instant firstReply(Told told, Map<String, List<Instant>> written) {
    Instant taken = told.taken;
    return taken == null
        ? null
        : written.getOrDefault(told.conversation, List.of()).stream()
            .filter(at -> !at.isBefore(taken))
            .filter(at -> told.ended == null || !at.isAfter(told.ended))
            .findFirst()
            .orElse(null);
  }

  /** All figures that the events hold, by agent or by group. */
  public Map<String, Figures.Row> by(Grouping by) {
    Function<Told, String> last = by == Grouping.AGENT ? told -> told.agent : told -> told.group;
    Function<Stretch, String> had = by == Grouping.AGENT ? Stretch::agent : Stretch::group;
    Set<String> keys = new TreeSet<>();
    cases
        .values()
        .forEach(told -> {
          keys.add(last.apply(told));
          told.stretches.forEach(stretch -> keys.add(had.apply(stretch)));
        });
    closed.forEach(one -> keys.add(owner(one, last)));
    Map<String, Figures.Row> rows = new TreeMap<>();
    for (String key : keys) {
      rows.put(
          key,
          row(
              key,
              told -> last.apply(told).equals(key),
              stretch -> had.apply(stretch).equals(key),
              one -> owner(one, last).equals(key)));
    }
    return rows;
  }

  public Figures.Row total() {
    return row("", told -> true, stretch -> true, one -> true);
  }

  private String owner(Closed one, Function<Told, String> last) {
    Told told = lastOf.get(one.conversation());
    return told == null || "back-to-bot".equals(told.ending) ? "" : last.apply(told);
  }

  private Figures.Row row(
      String key, Predicate<Told> isOf, Predicate<Stretch> isHad, Predicate<Closed> isClosed) {
    List<Told> all = cases.values().stream().filter(isOf).toList();
    List<Told> came = all.stream().filter(told -> !told.reopened).toList();
    List<Duration> handling = new ArrayList<>();
    long given = 0;
    for (Told told : cases.values()) {
      List<Stretch> own = told.stretches.stream().filter(isHad).toList();
      if (told.ending != null && !own.isEmpty()) {
        handling.add(own.stream().map(Stretch::time).reduce(Duration.ZERO, Duration::plus));
        given += own.stream().filter(Stretch::given).count();
      }
    }
    return new Figures.Row(
        key,
        new Figures.Cases(
            came.size(),
            all.size() - came.size(),
            came.stream().filter(told -> told.taken != null).count(),
            came.stream().filter(told -> "left".equals(told.ending)).count(),
            spread(came.stream().flatMap(told -> since(told, told.taken))),
            spread(came.stream().flatMap(told -> since(told, told.firstReply)))),
        spread(handling.stream()),
        given,
        closed.stream()
            .filter(isClosed)
            .collect(Collectors.groupingBy(Closed::outcome, Collectors.counting())),
        Figures.Satisfaction.NONE,
        Figures.Thumbs.NONE);
  }

  private static Stream<Duration> since(Told told, @Nullable Instant at) {
    return at == null ? Stream.empty() : Stream.of(Duration.between(told.queued, at));
  }

  private static @Nullable Spread spread(Stream<Duration> times) {
    List<Duration> sorted = times.sorted().toList();
    return sorted.isEmpty()
        ? null
        : new Spread(sorted.size(), quantile(sorted, 50), quantile(sorted, 90));
  }

  private static Duration quantile(List<Duration> sorted, int percent) {
    int rank = (sorted.size() * percent + 99) / 100;
    return sorted.get(rank - 1);
  }

  private static Instant at(@Nullable OffsetDateTime at) {
    return Objects.requireNonNull(at).toInstant();
  }
}
