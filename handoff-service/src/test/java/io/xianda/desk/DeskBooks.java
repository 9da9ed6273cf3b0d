package io.xianda.desk;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads the events of the desk from the first to the last, and notes what should not have happened:
 * a case in two pairs of hands, an agent with too much, one served before another that was due.
 * Knows nothing of the code that wrote them.
 */
final class DeskBooks {

  private final JdbcClient jdbc;
  private final Map<Long, Book> books = new LinkedHashMap<>();
  private final Map<String, Set<String>> groupsOf = new HashMap<>();
  private final Map<String, Integer> inHand = new HashMap<>();
  private final Map<String, Integer> capacity = new HashMap<>();
  private final Map<String, Integer> counts = new HashMap<>();
  private final List<String> mistakes = new ArrayList<>();
  private int mostInHand;

  DeskBooks(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** What is known of one case so far. */
  private static final class Book {
    final long id;
    final boolean urgent;
    final Instant rank;
    final Set<String> groups = new HashSet<>();
    String state = "new";
    boolean atHead;
    @Nullable String agent;
    @Nullable String offeredTo;
    @Nullable String group;
    @Nullable String transferGroup;

    Book(long id, boolean urgent, Instant rank) {
      this.id = id;
      this.urgent = urgent;
      this.rank = rank;
    }
  }

  private static final Comparator<Book> DUE =
      Comparator.comparing((Book book) -> !book.urgent)
          .thenComparing(book -> !book.atHead)
          .thenComparing(book -> book.rank)
          .thenComparingLong(book -> book.id);

  private record Event(long handoff, String kind, @Nullable String agent, @Nullable String group) {}

  void read() {
    jdbc.sql("select agent, skill_group from agent_group")
        .query(row -> {
          groupsOf
              .computeIfAbsent(row.getString("agent"), agent -> new HashSet<>())
              .add(row.getString("skill_group"));
        });
    jdbc.sql("select name, capacity from agent")
        .query(row -> {
          capacity.put(row.getString("name"), row.getInt("capacity"));
        });
    jdbc.sql("select id, urgent, rank_at from handoff order by id")
        .query(row -> {
          books.put(
              row.getLong("id"),
              new Book(
                  row.getLong("id"),
                  row.getBoolean("urgent"),
                  Objects.requireNonNull(row.getObject("rank_at", OffsetDateTime.class))
                      .toInstant()));
        });
    jdbc.sql("select handoff, kind, agent, skill_group from handoff_event order by id")
        .query((row, n) ->
            new Event(
                row.getLong("handoff"),
                row.getString("kind"),
                row.getString("agent"),
                row.getString("skill_group")))
        .list()
        .forEach(this::happened);
    inHand.forEach((agent, count) -> {
      if (count != 0) {
        mistakes.add(agent + " ends the day with " + count);
      }
    });
  }

  private void happened(Event event) {
    counts.merge(event.kind(), 1, Integer::sum);
    Book book = Objects.requireNonNull(books.get(event.handoff()));
    switch (event.kind()) {
      case "queued" -> {
        expect(book, event, "new");
        book.state = "waiting";
        book.group = event.group();
        book.groups.add(Objects.requireNonNull(event.group()));
      }
      case "overflow" -> {
        expect(book, event, "waiting");
        book.groups.add(Objects.requireNonNull(event.group()));
      }
      case "offered" -> {
        String agent = Objects.requireNonNull(event.agent());
        if (book.state.equals("waiting")) {
          inOrder(book, agent);
          book.state = "offered";
        } else {
          expect(book, event, "transfer");
        }
        book.offeredTo = agent;
        more(agent);
      }
      case "declined", "missed", "withdrawn", "reassigned" -> {
        if (!Objects.equals(book.offeredTo, event.agent())) {
          mistakes.add(event + " but it was offered to " + book.offeredTo);
        }
        less(event.agent());
        book.offeredTo = null;
        book.state = book.state.equals("offered") ? "waiting" : book.state;
      }
      case "taken", "transferred" -> {
        if (!Objects.equals(book.offeredTo, event.agent())) {
          mistakes.add(event + " but it was offered to " + book.offeredTo);
        }
        expect(book, event, event.kind().equals("taken") ? "offered" : "transfer");
        if (book.agent != null) {
          less(book.agent);
        }
        book.agent = event.agent();
        book.offeredTo = null;
        book.group = event.group();
        book.transferGroup = null;
        book.atHead = false;
        book.state = "served";
      }
      case "transfer-asked" -> {
        expect(book, event, "served");
        book.transferGroup = event.group();
        book.state = "transfer";
      }
      case "transfer-back" -> {
        expect(book, event, "transfer");
        book.transferGroup = null;
        book.state = "served";
      }
      case "agent-lost" -> {
        less(book.agent);
        book.agent = null;
        book.groups.clear();
        book.groups.add(
            Objects.requireNonNull(book.transferGroup == null ? book.group : book.transferGroup));
        book.groups.add("general");
        book.transferGroup = null;
        book.atHead = true;
        book.state = "waiting";
      }
      case "closed", "back-to-bot", "left", "ticket" -> {
        if (book.state.equals("ended")) {
          mistakes.add(event + " after its end");
        }
        if (book.agent != null) {
          less(book.agent);
        }
        if (book.offeredTo != null) {
          less(book.offeredTo);
        }
        book.state = "ended";
      }
      default -> mistakes.add("nobody knows what " + event + " means");
    }
  }

  /** Nothing that this agent could have been offered was due before it. */
  private void inOrder(Book offered, String agent) {
    Set<String> groups = groupsOf.getOrDefault(agent, Set.of());
    for (Book other : books.values()) {
      boolean possible =
          other.state.equals("waiting")
              && (other.urgent || other.groups.stream().anyMatch(groups::contains));
      if (possible && DUE.compare(other, offered) < 0) {
        mistakes.add(offered.id + " was offered to " + agent + " before " + other.id);
      }
    }
  }

  private void more(String agent) {
    int now = inHand.merge(agent, 1, Integer::sum);
    mostInHand = Math.max(mostInHand, now);
    if (now > capacity.getOrDefault(agent, 0)) {
      mistakes.add(agent + " has " + now);
    }
  }

  private void less(@Nullable String agent) {
    inHand.merge(Objects.requireNonNull(agent), -1, Integer::sum);
  }

  private void expect(Book book, Event event, String state) {
    if (!book.state.equals(state)) {
      mistakes.add(event + " while it was " + book.state);
    }
  }

  List<String> mistakes() {
    return mistakes;
  }

  long open() {
    return books.values().stream().filter(book -> !book.state.equals("ended")).count();
  }

  int mostInHand() {
    return mostInHand;
  }

  int count(String kind) {
    return counts.getOrDefault(kind, 0);
  }
}
