package io.xianda.eval;

import com.zaxxer.hikari.HikariDataSource;
import io.xianda.conversation.BotTurn;
import io.xianda.conversation.Channel;
import io.xianda.conversation.ClientMessageId;
import io.xianda.conversation.Conversation;
import io.xianda.conversation.ConversationOutcome;
import io.xianda.conversation.ConversationState;
import io.xianda.conversation.Conversations;
import io.xianda.conversation.Part;
import io.xianda.conversation.ShopperId;
import io.xianda.conversation.Vault;
import io.xianda.desk.AgentId;
import io.xianda.desk.Agents;
import io.xianda.desk.Case;
import io.xianda.desk.Desk;
import io.xianda.desk.DeskSettings;
import io.xianda.desk.Presence;
import io.xianda.desk.Routing;
import io.xianda.handoff.Handoff;
import io.xianda.handoff.Priority;
import io.xianda.handoff.SkillGroup;
import io.xianda.storage.DataDirectory;
import io.xianda.storage.EmbeddedDatabase;
import io.xianda.storage.Keys;
import io.xianda.ticket.TicketSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import me.tongfei.progressbar.ProgressBar;
import org.flywaydb.core.Flyway;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.util.FileSystemUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bin/xianda bench desk}: how long it takes to find an agent for what waits. */
@Command(
    name = "desk",
    mixinStandardHelpOptions = true,
    description =
        "One assignment, committed to disk, with many agents and a long queue, by several threads at once.")
final class BenchDesk extends Measurement {

  private static final List<SkillGroup> GROUPS =
      IntStream.range(0, 8).mapToObj(i -> new SkillGroup("group" + i)).toList();
  private static final int CAPACITY = 5;

  @Option(names = "--agents", defaultValue = "200", description = "Default: ${DEFAULT-VALUE}.")
  private int agents = 200;

  @Option(names = "--waiting", defaultValue = "2000", description = "Default: ${DEFAULT-VALUE}.")
  private int waiting = 2_000;

  @Option(
      names = "--assignments",
      defaultValue = "3000",
      description = "Default: ${DEFAULT-VALUE}.")
  private int assignments = 3_000;

  @Option(names = "--threads", defaultValue = "2", description = "Default: ${DEFAULT-VALUE}.")
  private int threads = 2;

  private int shoppers;

  @Override
  Map<String, Object> measure() throws IOException {
    Path directory = Files.createTempDirectory("xianda-bench");
    try (DataDirectory data = DataDirectory.take(directory);
        EmbeddedDatabase database = EmbeddedDatabase.start(data);
        var pool = new HikariDataSource();
        var spring = new AnnotationConfigApplicationContext()) {
      pool.setJdbcUrl(database.jdbcUrl());
      Flyway.configure().dataSource(pool).load().migrate();
      Vault vault = new Keys(data.resolve("keys")).vault();
      spring.registerBean(DataSource.class, () -> pool);
      spring.registerBean(Vault.class, () -> vault);
      spring.registerBean(Clock.class, Clock::systemUTC);
      spring.registerBean(DeskSettings.class, DeskSettings::defaults);
      spring.registerBean(TicketSettings.class, TicketSettings::defaults);
      spring.register(Beans.class);
      spring.refresh();
      return measure(spring);
    } finally {
      FileSystemUtils.deleteRecursively(directory);
    }
  }

  private Map<String, Object> measure(AnnotationConfigApplicationContext spring) {
    Agents desk = spring.getBean(Agents.class);
    for (int i = 0; i < agents; i++) {
      var id = new AgentId("agent" + i);
      desk.employ(
          id,
          "客服" + i,
          CAPACITY,
          Map.of(GROUPS.get(i % GROUPS.size()), 1 + i % 3, GROUPS.get((i + 3) % GROUPS.size()), 1));
      desk.become(id, Presence.ONLINE);
    }
    double[] ms = new double[0];
    try (ProgressBar bar = progress("assignments", assignments);
        ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      while (ms.length < assignments) {
        fill(spring.getBean(Conversations.class), spring.getBean(JdbcClient.class));
        double[] round = together(pool, spring.getBean(Routing.class));
        ms = DoubleStream.concat(DoubleStream.of(ms), DoubleStream.of(round)).toArray();
        bar.stepTo(Math.min(ms.length, assignments));
        finish(spring.getBean(Desk.class), desk);
      }
    }
    Map<String, Object> metrics = metrics();
    metrics.put("agents", agents);
    metrics.put("waiting", waiting);
    metrics.put("threads", threads);
    metrics.put("assignments", ms.length);
    metrics.put("assign_ms_p50", rounded(quantile(ms, 0.5)));
    metrics.put("assign_ms_p99", rounded(quantile(ms, 0.99)));
    metrics.put("assign_ms_max", rounded(quantile(ms, 1)));
    return metrics;
  }

  /** As many wait as are to wait when everybody has as much as may be. */
  private void fill(Conversations conversations, JdbcClient jdbc) {
    int there =
        jdbc.sql("select count(*) from handoff where state = 'waiting'")
            .query(Integer.class)
            .single();
    for (int i = there; i < waiting + agents * CAPACITY; i++) {
      Conversation conversation = conversations.open(new ShopperId("s" + shoppers++), Channel.WEB);
      long seq =
          conversations
              .receive(
                  conversation.id(), new ClientMessageId("m"), List.of(new Part.Text("转人工")), false)
              .message()
              .seq();
      Optional<?> recorded =
          conversations.record(
              conversation.id(),
              new BotTurn(
                  0,
                  seq,
                  List.of(new Part.Text("好的")),
                  null,
                  "{}",
                  ConversationState.QUEUED,
                  new Handoff(GROUPS.get(i % GROUPS.size()), Priority.NORMAL, "asked-for-person"),
                  null,
                  null,
                  "{}"));
      if (recorded.isEmpty()) {
        throw new IllegalStateException("a conversation could not be handed over");
      }
    }
  }

  private double[] together(ExecutorService pool, Routing routing) {
    List<Future<List<Double>>> running = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      running.add(pool.submit(() -> assign(routing)));
    }
    List<Double> all = new ArrayList<>();
    for (Future<List<Double>> one : running) {
      try {
        all.addAll(one.get());
      } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
        throw new IllegalStateException("an assignment failed", e);
      }
    }
    return all.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static List<Double> assign(Routing routing) {
    List<Double> ms = new ArrayList<>();
    boolean more = true;
    while (more) {
      long start = System.nanoTime();
      more = routing.offerNext().isPresent();
      if (more) {
        ms.add((System.nanoTime() - start) / 1e6);
      }
    }
    return ms;
  }

  /** Everybody is free again. */
  private void finish(Desk desk, Agents all) {
    for (int i = 0; i < agents; i++) {
      var agent = new AgentId("agent" + i);
      for (Case open : desk.inHandsOf(agent)) {
        desk.accept(agent, open.conversation());
        desk.close(agent, open.conversation(), ConversationOutcome.AGENT_RESOLVED, "bench");
      }
      all.become(agent, Presence.ONLINE);
    }
  }

  @EnableTransactionManagement(proxyTargetClass = true)
  @ComponentScan({"io.xianda.conversation", "io.xianda.desk", "io.xianda.ticket"})
  static class Beans {

    @Bean
    JdbcClient jdbc(DataSource database) {
      return JdbcClient.create(database);
    }

    @Bean
    PlatformTransactionManager transactions(DataSource database) {
      return new JdbcTransactionManager(database);
    }
  }
}
