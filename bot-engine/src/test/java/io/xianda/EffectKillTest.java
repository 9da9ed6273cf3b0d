package io.xianda;

import static org.assertj.core.api.Assertions.assertThat;

import io.xianda.channel.ChatClient;
import io.xianda.channel.Said;
import io.xianda.channel.Shopper;
import io.xianda.order.Effect;
import io.xianda.order.MerchantDouble;
import io.xianda.storage.EmbeddedDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A shopper confirms that an order is cancelled and paid back, and the service is killed (kill -9)
 * at each step of it, and started again: the merchant has done it once, and the shopper is told
 * once that it is done, whatever was said in between.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EffectKillTest {

  private static final long PATIENCE_S = 60;
  private static final String YES = "确认";
  private static final String NEVER_MIND = "算了";

  private final Map<Step, Outcome> outcomes = new EnumMap<>(Step.class);

  /** Where the service is when it is killed. */
  enum Step {
    BEFORE_IT_IS_STORED,
    BEFORE_IT_IS_ASKED_FOR,
    BEFORE_THE_RESULT_IS_STORED,
    BEFORE_THE_REPLY_IS_RECORDED
  }

  /** What stands there after the second start. */
  private record Outcome(List<Effect> done, List<String> asked, List<Said> said) {}

  /** Stops at a step for good: what it holds up belongs to a process that will be dead. */
  private static final class Stop {
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);

    void here() {
      if (reached.getCount() == 0) {
        return;
      }
      reached.countDown();
      await(over);
      throw new IllegalStateException("whoever asked is dead");
    }

    void isReached() {
      await(reached);
    }

    private static void await(CountDownLatch latch) {
      try {
        assertThat(latch.await(PATIENCE_S, TimeUnit.SECONDS)).isTrue();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }

  @BeforeAll
  void killAtEachStepAndStartAgain(@TempDir Path data) throws SQLException {
    int port = ChildService.freePort();
    try (var merchant = new MerchantDouble()) {
      String[] more = {"--merchant-url", merchant.address().toString()};
      ChildService service = ChildService.startAndWait(data, port, more);
      try {
        for (Step step : Step.values()) {
          merchant.startsAfresh();
          Shopper shopper = service.xianda().shopper("qian");
          shopper.says("取消订单").isAnsweredWith("确认取消吗");
          long before = shopper.conversationSoFar().getLast().seq();
          confirmAndKill(step, service, merchant, shopper, data);
          service = ChildService.startAndWait(data, port, more);
          outcomes.put(
              step,
              new Outcome(
                  merchant.done(),
                  merchant.asked(),
                  shopper.conversationWithoutGap().stream()
                      .filter(said -> said.seq() > before)
                      .toList()));
        }
      } finally {
        service.close();
      }
    }
  }

  private static void confirmAndKill(
      Step step, ChildService service, MerchantDouble merchant, Shopper shopper, Path data)
      throws SQLException {
    var stop = new Stop();
    try (ChatClient socket = shopper.opensSocket(0);
        Connection database =
            DriverManager.getConnection(EmbeddedDatabase.running(data).orElseThrow())) {
      Runnable neverMind =
          () -> {
            socket.says(step + "-no", NEVER_MIND);
            socket.isAcknowledged(step + "-no");
          };
      merchant.goesOn(
          stopping(
              step,
              stop,
              () -> {
                neverMind.run();
                lockTheRecord(database);
              }));
      socket.says(step + "-yes", YES);
      socket.isAcknowledged(step + "-yes");
      if (step == Step.BEFORE_THE_REPLY_IS_RECORDED) {
        untilTheResultIsStored(data);
      } else {
        stop.isReached();
      }
      if (step == Step.BEFORE_IT_IS_ASKED_FOR || step == Step.BEFORE_THE_RESULT_IS_STORED) {
        neverMind.run();
      }
      service.kill();
    } finally {
      stop.over.countDown();
      merchant.goesOn(new MerchantDouble.Steps());
    }
  }

  private static MerchantDouble.Steps stopping(Step step, Stop stop, Runnable holdTheReply) {
    return new MerchantDouble.Steps() {
      @Override
      protected void beforeAccount() {
        stopAt(Step.BEFORE_IT_IS_STORED);
      }

      @Override
      protected void beforeEffect() {
        stopAt(Step.BEFORE_IT_IS_ASKED_FOR);
      }

      @Override
      protected void afterEffect() {
        stopAt(Step.BEFORE_THE_RESULT_IS_STORED);
        if (step == Step.BEFORE_THE_REPLY_IS_RECORDED) {
          holdTheReply.run();
        }
      }

      private void stopAt(Step here) {
        if (step == here) {
          stop.here();
        }
      }
    };
  }

  /** Replies cannot be recorded until the connection ends; messages and effects can be stored. */
  private static void lockTheRecord(Connection database) {
    try (Statement statement = database.createStatement()) {
      database.setAutoCommit(false);
      statement.execute("lock table decision_trace in exclusive mode");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void untilTheResultIsStored(Path data) throws SQLException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
    try (Connection looking =
            DriverManager.getConnection(EmbeddedDatabase.running(data).orElseThrow());
        Statement statement = looking.createStatement()) {
      while (true) {
        try (ResultSet row =
            statement.executeQuery(
                "select count(*) from effect where status = 'applied' and through = (select max(through) from effect)"
                    + " and exists (select 1 from pg_locks where relation = 'decision_trace'::regclass and not granted)")) {
          row.next();
          if (row.getLong(1) == 1) {
            return;
          }
        }
        assertThat(System.nanoTime()).as("the reply is never recorded").isLessThan(deadline);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      }
    }
  }

  private Outcome after(Step step) {
    return Objects.requireNonNull(outcomes.get(step), () -> "nothing came of " + step);
  }

  @ParameterizedTest
  @EnumSource
  void theMerchantHasDoneItOnce(Step step) {
    assertThat(after(step).done()).hasSize(1).allMatch(Effect.Cancel.class::isInstance);
  }

  @ParameterizedTest
  @EnumSource
  void itIsAlwaysAskedForUnderTheSameKey(Step step) {
    assertThat(after(step).asked().stream().filter(asked -> !asked.equals("account")).distinct())
        .hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void theShopperIsToldOnceThatItIsDone(Step step) {
    assertThat(after(step).said())
        .filteredOn(said -> said.isByBot() && said.text().contains("已取消您的订单"))
        .hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void everyTurnHasOneReply(Step step) {
    List<Said> said = after(step).said();
    assertThat(said).filteredOn(Said::isByShopper).extracting(Said::text).startsWith(YES);
    assertThat(said.stream().filter(Said::isByBot))
        .hasSameSizeAs(said.stream().filter(Said::isByShopper).toList());
  }
}
