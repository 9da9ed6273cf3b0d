package io.xianda;

import static org.assertj.core.api.Assertions.assertThat;

import io.xianda.channel.ChatClient;
import io.xianda.channel.HttpReply;
import io.xianda.channel.Said;
import io.xianda.channel.Shopper;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The service is killed (kill -9) while 20 shoppers speak to it, and started again on the same
 * data: whatever it has acknowledged stands once, in its place, and is answered.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KillTest {

  private static final int SHOPPERS = 20;
  private static final int BY_SOCKET = 5;
  private static final int MESSAGES_EACH = 10;
  private static final int ACKNOWLEDGED_BEFORE_THE_KILL = 80;
  private static final long PATIENCE_S = 60;
  private static final List<String> TEXTS =
      List.of("几点能送到", "坏果怎么赔", "怎么退款", "你好", "优惠券怎么用", "发票怎么开", "能改地址吗", "运费多少");

  private final Map<Saying, Long> acknowledged = new ConcurrentHashMap<>();
  private final Map<Saying, List<Said>> shownReplies = new ConcurrentHashMap<>();
  private final List<List<Said>> recordAfterTheStart = new ArrayList<>();
  private final Map<Saying, HttpReply> repeats = new LinkedHashMap<>();
  private final List<List<Said>> recordAfterTheRepeats = new ArrayList<>();
  private final List<HttpReply> continuations = new ArrayList<>();
  private int databaseProcessesAfterTheKill;
  private int exitCodeOfTheStop;
  private int databaseProcessesAfterTheStop;

  /** One message of one shopper. */
  private record Saying(int shopper, String id, String text) {}

  @BeforeAll
  void killInTheMiddleAndStartAgain(@TempDir Path data) throws InterruptedException {
    int port = ChildService.freePort();
    List<Shopper> shoppers;
    try (ChildService killed = ChildService.startAndWait(data, port)) {
      shoppers = Stream.generate(killed.xianda()::guest).limit(SHOPPERS).toList();
      sayEverythingAndKill(shoppers, killed);
      databaseProcessesAfterTheKill = killed.database().size();
      try (ChildService again = ChildService.startAndWait(data, port)) {
        shoppers.forEach(shopper -> recordAfterTheStart.add(shopper.conversationWithoutGap()));
        for (Saying saying : sayings()) {
          repeats.put(saying, shoppers.get(saying.shopper()).says(saying.id(), saying.text()));
        }
        shoppers.forEach(shopper -> recordAfterTheRepeats.add(shopper.conversationWithoutGap()));
        shoppers.forEach(shopper -> continuations.add(shopper.says("谢谢")));
        exitCodeOfTheStop = again.stop();
        databaseProcessesAfterTheStop = again.database().size();
      }
    }
  }

  private void sayEverythingAndKill(List<Shopper> shoppers, ChildService service)
      throws InterruptedException {
    var untilTheKill = new CountDownLatch(ACKNOWLEDGED_BEFORE_THE_KILL);
    List<ChatClient> sockets = new ArrayList<>();
    try (ExecutorService mouths = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < SHOPPERS; i++) {
        Shopper shopper = shoppers.get(i);
        List<Saying> sayings = sayings(i).toList();
        if (i < BY_SOCKET) {
          ChatClient socket = shopper.opensSocket(0);
          sockets.add(socket);
          mouths.execute(() -> sayOneByOne(socket, sayings, untilTheKill));
        } else {
          sayings.forEach(saying -> mouths.execute(() -> say(shopper, saying, untilTheKill)));
        }
      }
      assertThat(untilTheKill.await(PATIENCE_S, TimeUnit.SECONDS)).isTrue();
      service.kill();
    } finally {
      sockets.forEach(ChatClient::close);
    }
  }

  private void say(Shopper shopper, Saying saying, CountDownLatch untilTheKill) {
    try {
      HttpReply reply = shopper.says(saying.id(), saying.text());
      if (reply.status() == 200) {
        acknowledged.put(saying, reply.message().seq());
        shownReplies.put(saying, reply.replies());
        untilTheKill.countDown();
      }
    } catch (UncheckedIOException e) {
      // Killed before it was acknowledged.
      return;
    }
  }

  private void sayOneByOne(ChatClient socket, List<Saying> sayings, CountDownLatch untilTheKill) {
    try {
      for (Saying saying : sayings) {
        socket.says(saying.id(), saying.text());
        acknowledged.put(saying, socket.isAcknowledged(saying.id()));
        untilTheKill.countDown();
      }
    } catch (CompletionException | AssertionError e) {
      // Killed before it was acknowledged.
      return;
    }
  }

  private static Stream<Saying> sayings(int shopper) {
    return IntStream.range(0, MESSAGES_EACH)
        .mapToObj(i -> new Saying(shopper, "m" + i, TEXTS.get((shopper + i) % TEXTS.size())));
  }

  private static List<Saying> sayings() {
    return IntStream.range(0, SHOPPERS).boxed().flatMap(KillTest::sayings).toList();
  }

  @Test
  void theKillCameInTheMiddle() {
    assertThat(acknowledged).hasSizeBetween(ACKNOWLEDGED_BEFORE_THE_KILL, sayings().size() - 1);
    assertThat(databaseProcessesAfterTheKill).isPositive();
  }

  @Test
  void everyAcknowledgedMessageStandsOnceInItsPlace() {
    assertThat(acknowledged)
        .allSatisfy((saying, seq) ->
            assertThat(recordAfterTheStart.get(saying.shopper()))
                .filteredOn(Said::id, saying.id())
                .containsExactly(new Said(seq, "shopper", saying.id(), saying.text())));
  }

  @Test
  void everyReplyThatWasShownStandsInItsPlace() {
    assertThat(shownReplies)
        .isNotEmpty()
        .allSatisfy((saying, replies) ->
            assertThat(recordAfterTheStart.get(saying.shopper())).containsAll(replies));
  }

  @Test
  void everyStoredMessageIsAnsweredOnceTheServiceIsReadyAgain() {
    assertThat(recordAfterTheStart)
        .filteredOn(said -> !said.isEmpty())
        .isNotEmpty()
        .allSatisfy(said -> assertThat(said.getLast()).matches(Said::isByBot, "is by the bot"));
  }

  @Test
  void aRepeatIsAnsweredAndOfWhatWasAcknowledgedNothingNew() {
    assertThat(repeats)
        .hasSize(SHOPPERS * MESSAGES_EACH)
        .allSatisfy((saying, reply) -> reply.isAnswered());
    assertThat(acknowledged)
        .allSatisfy((saying, seq) -> {
          HttpReply repeat = Objects.requireNonNull(repeats.get(saying));
          assertThat(repeat.repeated()).isTrue();
          assertThat(repeat.message().seq()).isEqualTo(seq);
        });
  }

  @Test
  void repeatsDoNotDoubleAnything() {
    for (int i = 0; i < SHOPPERS; i++) {
      assertThat(recordAfterTheRepeats.get(i))
          .startsWith(recordAfterTheStart.get(i).toArray(Said[]::new))
          .filteredOn(Said::isByShopper)
          .extracting(Said::id)
          .containsExactlyInAnyOrderElementsOf(sayings(i).map(Saying::id).toList());
    }
  }

  @Test
  void theConversationGoesOnWhereItStood() {
    for (int i = 0; i < SHOPPERS; i++) {
      HttpReply goesOn = continuations.get(i).isAnswered();
      assertThat(goesOn.message().seq())
          .isEqualTo(recordAfterTheRepeats.get(i).getLast().seq() + 1);
    }
  }

  @Test
  void aStopEndsTheServiceAndItsDatabase() {
    assertThat(exitCodeOfTheStop).isIn(0, 143);
    assertThat(databaseProcessesAfterTheStop).isZero();
  }
}
