package io.xianda.dialogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.xianda.conversation.ConversationId;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** One turn at a time in a conversation, whatever becomes of it. */
class ConversationLocksTest {

  private static final ConversationId TALK = new ConversationId(new UUID(1, 2));

  private final ConversationLocks locks = new ConversationLocks();

  @Test
  void turnsOfAConversationComeOneAfterAnother() throws InterruptedException {
    int[] counted = new int[1]; // not safe without the lock
    CountDownLatch start = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 200; i++) {
        threads.execute(() -> {
          awaitQuietly(start);
          locks.holding(
              TALK,
              () -> {
                for (int step = 0; step < 5000; step++) {
                  counted[0]++;
                }
              });
        });
      }
      start.countDown();
      threads.shutdown();
      assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
    }

    assertThat(counted[0]).isEqualTo(200 * 5000);
  }

  @Test
  void aTurnThatFailsLetsTheNextOneIn() throws InterruptedException {
    assertThatIllegalStateException()
        .isThrownBy(() ->
            locks.holding(
                TALK,
                () -> {
                  throw new IllegalStateException("failed");
                }));
    CountDownLatch entered = new CountDownLatch(1);

    Thread.startVirtualThread(() -> locks.holding(TALK, entered::countDown));

    assertThat(entered.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aTurnThatTakesItsTimeHoldsUpNoOtherConversation() {
    locks.holding(
        TALK,
        () -> {
          for (int other = 0; other < 5000; other++) {
            int entered = other;
            var thread =
                Thread.startVirtualThread(
                    () -> locks.holding(new ConversationId(new UUID(3, entered)), () -> {}));
            assertThat(joined(thread)).isTrue();
          }
        });
  }

  @Test
  void nothingIsKeptOfConversationsThatAreSilent() {
    for (int talk = 0; talk < 100; talk++) {
      locks.holding(new ConversationId(new UUID(4, talk)), () -> {});
    }

    assertThat(locks.size()).isZero();
  }

  private static boolean joined(Thread thread) {
    try {
      return thread.join(Duration.ofSeconds(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
