package io.xianda.dialogue;

import io.xianda.conversation.ConversationId;
import io.xianda.storage.Background;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Waits until the shopper pauses, then has the turn answered, only so many at one time: whoever
 * writes in a surge waits longer for an answer, and not until the message is acknowledged. What it
 * holds when the process dies is in the record, and taken up at the next start. Thread-safe.
 */
@Component
public class GatherTurns implements DisposableBean {

  private static final Logger LOG = LoggerFactory.getLogger(GatherTurns.class);

  private static final Duration LAST_TURNS = Duration.ofSeconds(10);

  private final AnswerMessage answerMessage;
  private final Duration quietTime;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("quiet-time").daemon().factory());

  /**
   * Threads of their own, since encoding holds on to whatever thread it runs on: on virtual ones
   * all that comes in would wait for it.
   */
  private final ExecutorService workers;

  private volatile boolean isEnding;

  private final Map<ConversationId, ScheduledFuture<?>> waiting = new ConcurrentHashMap<>();

  GatherTurns(AnswerMessage answerMessage, DialogueSettings settings, GatherSettings gather) {
    this.answerMessage = answerMessage;
    this.quietTime = settings.quietTime();
    this.workers =
        Executors.newFixedThreadPool(
            gather.turnsAtOnce(), Thread.ofPlatform().name("turn-", 1).factory());
  }

  /** The shopper has said something: answer when no more follows for a while. */
  public void said(ConversationId id) {
    waiting.compute(
        id,
        (key, before) -> {
          if (before != null) {
            before.cancel(false);
          }
          return timer.schedule(() -> answer(id), quietTime.toMillis(), TimeUnit.MILLISECONDS);
        });
  }

  private void answer(ConversationId id) {
    waiting.remove(id);
    var _ =
        workers.submit(() -> {
          if (isEnding) {
            return;
          }
          try {
            Background.run(() -> answerMessage.answer(id));
          } catch (RuntimeException e) {
            // The message stands in the record, and the sweep for unanswered ones comes back to it.
            LOG.error("conversation {}: the turn was not answered", id, e);
          }
        });
  }

  /**
   * Turns under way are ended, since what they work with is closed next; those that wait stand in
   * the record.
   */
  @Override
  public void destroy() {
    isEnding = true;
    timer.shutdownNow();
    workers.shutdown();
    try {
      if (!workers.awaitTermination(LAST_TURNS.toSeconds(), TimeUnit.SECONDS)) {
        LOG.info("turns under way are taken up at the next start");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
