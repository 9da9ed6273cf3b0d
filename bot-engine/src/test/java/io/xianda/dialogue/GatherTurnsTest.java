package io.xianda.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.xianda.conversation.ConversationId;
import io.xianda.order.Effects;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The bot waits until the shopper pauses, and answers each conversation for itself. */
class GatherTurnsTest {

  private static final ConversationId FIRST = new ConversationId(new UUID(1, 1));
  private static final ConversationId SECOND = new ConversationId(new UUID(2, 2));
  private static final ConversationId THIRD = new ConversationId(new UUID(3, 3));

  /** Notes which conversations it was to answer; the first of them may fail. */
  @SuppressWarnings("NullAway") // only the one method is used, and it needs none of the parts
  private static final class Answers extends AnswerMessage {

    final BlockingQueue<ConversationId> answered = new LinkedBlockingQueue<>();
    final CountDownLatch released = new CountDownLatch(1);
    boolean failing;
    boolean slow;

    Answers() {
      super(
          null,
          null,
          null,
          null,
          List.of(),
          Effects.pretended(),
          shopper -> false,
          Clock.systemUTC());
    }

    @Override
    public void answer(ConversationId id) {
      answered.add(id);
      if (slow) {
        await(released);
      }
      if (failing) {
        throw new IllegalStateException("the turn failed, as the test wants it");
      }
    }

    private static void await(CountDownLatch latch) {
      try {
        if (!latch.await(20, TimeUnit.SECONDS)) {
          throw new IllegalStateException("the test did not let the turn go on");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    ConversationId next() throws InterruptedException {
      return answered.poll(20, TimeUnit.SECONDS);
    }
  }

  private final Answers answers = new Answers();

  private GatherTurns gather(Duration quietTime) {
    return new GatherTurns(
        answers,
        new DialogueSettings(
            ZoneId.of("Asia/Shanghai"),
            LocalTime.of(8, 0),
            LocalTime.of(22, 0),
            quietTime,
            1000,
            DialogueSettings.defaults().risk()),
        new GatherSettings(2));
  }

  @Test
  void messagesInQuickSuccessionAreAnsweredOnce() throws InterruptedException {
    GatherTurns gather = gather(Duration.ofSeconds(1));
    for (int i = 0; i < 5; i++) {
      gather.said(FIRST);
    }
    gather.said(SECOND);

    // Once the second is answered, all that comes of the first has begun, and the end waits for it.
    assertThat(new ConversationId[] {answers.next(), answers.next()})
        .containsExactlyInAnyOrder(FIRST, SECOND);
    gather.destroy();
    assertThat(answers.answered).isEmpty();
  }

  @Test
  void conversationsDoNotWaitForEachOther() throws InterruptedException {
    GatherTurns gather = gather(Duration.ZERO);
    gather.said(FIRST);
    gather.said(SECOND);

    assertThat(new ConversationId[] {answers.next(), answers.next()})
        .containsExactlyInAnyOrder(FIRST, SECOND);
    gather.destroy();
  }

  @Test
  void aTurnThatFailsDoesNotHinderTheNext() throws InterruptedException {
    answers.failing = true;
    GatherTurns gather = gather(Duration.ZERO);
    gather.said(FIRST);
    assertThat(answers.next()).isEqualTo(FIRST);

    gather.said(FIRST);

    assertThat(answers.next()).isEqualTo(FIRST);
    gather.destroy();
  }

  @Test
  void whatWaitsInASurgeIsLeftInTheRecordWhenTheServiceEnds() throws InterruptedException {
    answers.slow = true;
    GatherTurns gather = gather(Duration.ZERO);
    gather.said(FIRST);
    gather.said(SECOND);
    assertThat(new ConversationId[] {answers.next(), answers.next()})
        .containsExactlyInAnyOrder(FIRST, SECOND);

    // Two at once are answered, hence the third waits, and the end comes before its turn.
    gather.said(THIRD);
    Thread end = Thread.startVirtualThread(gather::destroy);
    while (end.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    answers.released.countDown();
    end.join();

    assertThat(answers.answered).isEmpty();
  }
}
