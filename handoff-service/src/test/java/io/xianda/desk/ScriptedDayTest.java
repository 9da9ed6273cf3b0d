package io.xianda.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.xianda.PeopleDatabase;
import io.xianda.SettableClock;
import io.xianda.figures.CountFigures;
import io.xianda.figures.Figures;
import io.xianda.figures.Grouping;
import io.xianda.figures.Recount;
import io.xianda.figures.Span;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A day at the desk: 2,000 conversations, ten agents in three groups who come, go, take breaks,
 * drop off, let offers pass, transfer and close, and two services on one database, of which one is
 * killed while it works. Afterwards the events are read as a book of accounts, by code of their
 * own, and must agree with what the tables say.
 */
class ScriptedDayTest {

  private static final int CONVERSATIONS = 2_000;
  private static final Duration STEP = Duration.ofSeconds(10);
  private static final int STEPS_OF_ARRIVALS = 250;
  private static final int KILLED_AT = 125;
  private static final int AGENTS = 10;
  private static final int CAPACITY = 4;
  private static final List<String> GROUPS = List.of("logistics", "aftersale", "general");

  private final Random random = new Random(20261123);
  private final SettableClock clock = new SettableClock(DeskDay.MORNING);
  private final Map<String, Integer> silentUntil = new HashMap<>();
  private final Map<String, Integer> awayUntil = new HashMap<>();
  private final Set<String> arrived = new HashSet<>();
  private final List<String> saidAndAcknowledged = new ArrayList<>();
  private final Map<String, String> closedAndAcknowledged = new HashMap<>();
  private final Map<String, Integer> wordsLeft = new HashMap<>();
  private int messages;
  private int step;

  /** What stands open, as agents and shoppers see it on their screens. */
  private record Row(
      String conversation, String state, @Nullable String agent, @Nullable String offeredTo) {}

  @Test
  void endsWithEveryConversationDoneOnceAndAllAccountsInOrder() throws Exception {
    try (var database = new PeopleDatabase(clock, DeskSettings.defaults(), CountFigures.class);
        var here = new DayInstance(database.url())) {
      Agents agents = database.the(Agents.class);
      for (int i = 0; i < AGENTS; i++) {
        agents.employ(
            new AgentId("a" + i),
            "小" + i,
            CAPACITY,
            Map.of(
                new io.xianda.handoff.SkillGroup(GROUPS.get(i % 3)),
                1 + i % 3,
                new io.xianda.handoff.SkillGroup(GROUPS.get((i + 1) % 3)),
                1));
        agents.become(new AgentId("a" + i), Presence.ONLINE);
      }
      Other there = new Other(database.url());
      try {
        while (step < STEPS_OF_ARRIVALS || !open(database).isEmpty()) {
          assertThat(step).as("steps until everything is done").isLessThan(2_000);
          if (step == KILLED_AT) {
            there = killedWhileItWorks(database, there);
          }
          oneStep(database, here, there);
          if (step % 25 == 0) {
            nobodyHasTooMuch(database.jdbc());
          }
          step++;
        }
        theBotsConversationsEnd(here);
      } finally {
        there.close();
      }
      nobodyHasTooMuch(database.jdbc());
      everyConversationHasOneOutcome(database.jdbc());
      whatWasAcknowledgedStands(database.jdbc());
      theBooksAreInOrder(database.jdbc());
      allFiguresEqualAnIndependentRecount(database);
    }
  }

  private void oneStep(PeopleDatabase database, DayInstance here, Other there) throws IOException {
    clock.pass(STEP);
    for (String line : arrivals()) {
      act(here, there, line);
    }
    comeAndGo(here, there);
    act(here, there, "look");
    for (Row row : open(database)) {
      move(row, here, there);
    }
  }

  /** Spread over the first part of the day; one in eight only asks the bot. */
  private List<String> arrivals() {
    List<String> lines = new ArrayList<>();
    int due =
        step >= STEPS_OF_ARRIVALS - 1
            ? CONVERSATIONS
            : CONVERSATIONS * (step + 1) / STEPS_OF_ARRIVALS;
    while (arrived.size() < due) {
      String shopper = "s" + arrived.size();
      arrived.add(shopper);
      lines.add(arrival(shopper));
    }
    return lines;
  }

  /** The same for the same shopper, whenever it is asked. */
  private static String arrival(String shopper) {
    int n = Integer.parseInt(shopper.substring(1));
    return n % 8 == 0
        ? "asks-bot " + shopper
        : "handed-over %s %s %s"
            .formatted(shopper, GROUPS.get(n % 3), n % 50 == 7 ? "urgent" : "normal");
  }

  private void comeAndGo(DayInstance here, Other there) throws IOException {
    boolean evening = step > STEPS_OF_ARRIVALS;
    List<String> present = new ArrayList<>();
    for (int i = 0; i < AGENTS; i++) {
      String agent = "a" + i;
      if (silentUntil.getOrDefault(agent, 0) > step) {
        continue;
      }
      present.add(agent);
      boolean back =
          Integer.valueOf(step).equals(silentUntil.get(agent))
              || Integer.valueOf(step).equals(awayUntil.get(agent))
              // Whoever let two offers pass notices after a while.
              || random.nextInt(20) == 0;
      if (back && awayUntil.getOrDefault(agent, 0) <= step) {
        act(here, there, "presence " + agent + " ONLINE");
      } else if (!evening && random.nextInt(150) == 0) {
        act(here, there, "presence " + agent + " AWAY");
        awayUntil.put(agent, step + 18);
      } else if (!evening && random.nextInt(150) == 0) {
        silentUntil.put(agent, step + 3 + random.nextInt(12));
      }
    }
    if (!present.isEmpty()) {
      act(here, there, "seen " + String.join(" ", present));
    }
  }

  private void move(Row row, DayInstance here, Other there) throws IOException {
    String asked = row.offeredTo();
    if (asked != null && isThere(asked)) {
      int dice = random.nextInt(10);
      if (dice < 7) {
        act(here, there, "accept " + row.conversation() + " " + asked);
        wordsLeft.put(row.conversation(), 1 + random.nextInt(4));
      } else if (dice == 7) {
        act(here, there, "decline " + row.conversation() + " " + asked);
      }
      return;
    }
    String agent = row.agent();
    if (row.state().equals("waiting")) {
      int dice = random.nextInt(400);
      if (dice < 3) {
        act(
            here,
            there,
            List.of("gives-up ", "back-to-bot ", "ticket ").get(dice) + row.conversation());
      }
    } else if (agent != null && isThere(agent)) {
      serve(row, agent, here, there);
    }
  }

  private void serve(Row row, String agent, DayInstance here, Other there) throws IOException {
    int left = wordsLeft.merge(row.conversation(), -1, Integer::sum);
    String of = row.conversation() + " " + agent;
    if (left > 0) {
      String said = row.conversation() + " " + agent + " m" + messages++;
      if (act(here, there, "say " + said).equals("ok")) {
        saidAndAcknowledged.add(said);
      }
      return;
    }
    int dice = random.nextInt(40);
    if (dice == 0 && row.state().equals("served")) {
      act(here, there, "transfer " + of + " " + GROUPS.get(random.nextInt(3)));
      wordsLeft.put(row.conversation(), 2);
    } else if (dice == 1 && row.state().equals("served")) {
      act(here, there, "transfer-to " + of + " a" + random.nextInt(AGENTS));
      wordsLeft.put(row.conversation(), 2);
    } else if (dice == 2) {
      act(here, there, "hand-back " + of);
    } else {
      String outcome =
          List.of("agent-resolved", "agent-resolved", "agent-unresolved", "ticket")
              .get(random.nextInt(4));
      if (act(here, there, "close " + of + " " + outcome).equals("ok")) {
        closedAndAcknowledged.put(row.conversation(), outcome);
      }
    }
  }

  private boolean isThere(String agent) {
    return silentUntil.getOrDefault(agent, 0) <= step;
  }

  /** By one of the two services, as a load balancer would. */
  private String act(DayInstance here, Other there, String what) throws IOException {
    String line = clock.millis() + " " + what;
    return random.nextBoolean() ? here.act(line) : there.act(line);
  }

  /** Many things are asked of it, and before it has answered them it is gone. */
  private Other killedWhileItWorks(PeopleDatabase database, Other there) throws Exception {
    List<String> asked = new ArrayList<>();
    for (Row row : open(database)) {
      String agent = row.agent();
      String offered = row.offeredTo();
      if (offered != null) {
        asked.add("accept " + row.conversation() + " " + offered);
      } else if (agent != null) {
        asked.add("close " + row.conversation() + " " + agent + " agent-resolved");
      }
    }
    assertThat(asked).as("what is under way when it is killed").hasSizeGreaterThan(10);
    for (String line : asked) {
      there.asks(clock.millis() + " " + line);
    }
    int answered = there.killedAfterAnswering(asked.size() / 3);
    assertThat(answered).as("answers before it was killed").isLessThan(asked.size());
    return new Other(database.url());
  }

  private void theBotsConversationsEnd(DayInstance here) {
    for (int i = 0; i < 20; i++) {
      clock.pass(Duration.ofHours(25));
      here.act(clock.millis() + " look");
    }
  }

  private static List<Row> open(PeopleDatabase database) {
    return database
        .jdbc()
        .sql(
            "select conversation, state, agent, offered_to from handoff where state <> 'ended' order by id")
        .query((row, n) ->
            new Row(
                row.getString("conversation"),
                row.getString("state"),
                row.getString("agent"),
                row.getString("offered_to")))
        .list();
  }

  private static void nobodyHasTooMuch(JdbcClient jdbc) {
    assertThat(
            jdbc.sql(
                    """
                    select a.name from agent a
                    left join handoff h on h.state <> 'ended' and (h.agent = a.name or h.offered_to = a.name)
                    group by a.name having a.load <> count(h.id) or a.load > a.capacity
                    """)
                .query((row, n) -> row.getString("name"))
                .list())
        .as("agents who are counted wrongly or have too much")
        .isEmpty();
  }

  private void everyConversationHasOneOutcome(JdbcClient jdbc) {
    Map<String, Long> outcomes = new HashMap<>();
    jdbc.sql(
            "select outcome, count(*) as n from conversation where state = 'closed' group by outcome")
        .query(row -> {
          outcomes.put(row.getString("outcome"), row.getLong("n"));
        });
    assertThat(outcomes.values().stream().mapToLong(Long::longValue).sum())
        .as("conversations with an outcome: %s", outcomes)
        .isEqualTo(CONVERSATIONS);
    assertThat(outcomes)
        .containsKeys("bot-resolved", "agent-resolved", "agent-unresolved", "ticket", "abandoned");
    assertThat(jdbc.sql("select count(*) from conversation").query(Integer.class).single())
        .isEqualTo(CONVERSATIONS);
  }

  private void whatWasAcknowledgedStands(JdbcClient jdbc) {
    Set<String> stored = new HashSet<>();
    jdbc.sql("select conversation, written_by, client_id from message where author = 'agent'")
        .query(row -> {
          stored.add(row.getString(1) + " " + row.getString(2) + " " + row.getString(3));
        });
    assertThat(stored).containsAll(saidAndAcknowledged);
    Map<String, String> outcomes = new HashMap<>();
    jdbc.sql("select id, outcome from conversation")
        .query(row -> {
          outcomes.put(row.getString("id"), row.getString("outcome"));
        });
    assertThat(outcomes).containsAllEntriesOf(closedAndAcknowledged);
  }

  /** Reads every event once more, with rules of its own. */
  private static void theBooksAreInOrder(JdbcClient jdbc) {
    var books = new DeskBooks(jdbc);
    books.read();
    assertThat(books.mistakes()).isEmpty();
    assertThat(books.open()).as("cases without an end").isZero();
    assertThat(books.mostInHand()).isLessThanOrEqualTo(CAPACITY).isGreaterThan(2);
    assertThat(books.count("taken")).isGreaterThan(1_000);
    assertThat(books.count("missed")).isPositive();
    assertThat(books.count("agent-lost")).isPositive();
    assertThat(books.count("transferred")).isPositive();
    assertThat(books.count("transfer-back")).isPositive();
  }

  private void allFiguresEqualAnIndependentRecount(PeopleDatabase database) {
    var recount = new Recount(database.jdbc());
    var day = new Span(DeskDay.MORNING, clock.instant().plusSeconds(1));
    for (Grouping by : List.of(Grouping.AGENT, Grouping.GROUP)) {
      Figures figures = database.the(CountFigures.class).of(day, by, ZoneId.of("Asia/Shanghai"));
      assertThat(figures.total()).isEqualTo(recount.total());
      assertThat(figures.rows()).containsExactlyElementsOf(recount.by(by).values());
      assertThat(figures.total().closed()).isEqualTo(CONVERSATIONS);
      assertThat(figures.rows().stream().mapToLong(Figures.Row::closed).sum())
          .isEqualTo(CONVERSATIONS);
      assertThat(figures.total().transfers()).isPositive();
    }
  }

  /** The service in a process of its own. */
  private static final class Other implements AutoCloseable {

    private final Process process;
    private final PrintStream to;
    private final BufferedReader from;

    Other(String url) throws IOException {
      process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:TieredStopAtLevel=1",
                  "-cp",
                  System.getProperty(
                      "surefire.test.class.path", System.getProperty("java.class.path")),
                  DayInstance.class.getName(),
                  url)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      to = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
      from =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
      for (String line = from.readLine(); !"ready".equals(line); line = from.readLine()) {
        if (line == null) {
          throw new IllegalStateException("the other service did not start");
        }
      }
    }

    void asks(String line) {
      to.println(line);
    }

    String act(String line) throws IOException {
      asks(line);
      String answer = from.readLine();
      if (answer == null) {
        throw new IllegalStateException("the other service has died over " + line);
      }
      return answer;
    }

    /** Reads so many answers, kills it, and reads what it had still sent. */
    int killedAfterAnswering(int count) throws Exception {
      for (int i = 0; i < count; i++) {
        from.readLine();
      }
      // Not by the process itself, which would close what it has still sent.
      process.toHandle().destroyForcibly();
      process.waitFor();
      int answered = count;
      while (from.readLine() != null) {
        answered++;
      }
      return answered;
    }

    @Override
    public void close() throws IOException {
      process.getOutputStream().close();
      process.destroyForcibly();
    }
  }
}
