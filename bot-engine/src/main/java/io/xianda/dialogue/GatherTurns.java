package io.xianda.dialogue;

import io.xianda.conversation.ConversationId;
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
 * Waits until the shopper pauses, then has the turn answered on a virtual thread. What it holds
 * when the process dies is in the record, and taken up at the next start. Thread-safe.
 */
@Component
public class GatherTurns implements DisposableBean {

  private static final Logger LOG = LoggerFactory.getLogger(GatherTurns.class);

  private final AnswerMessage answerMessage;
  private final Duration quietTime;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("quiet-time").daemon().factory());
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<ConversationId, ScheduledFuture<?>> waiting = new ConcurrentHashMap<>();

  GatherTurns(AnswerMessage answerMessage, DialogueSettings settings) {
    this.answerMessage = answerMessage;
    this.quietTime = settings.quietTime();
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
          try {
            answerMessage.answer(id);
          } catch (RuntimeException e) {
            // The message stands in the record, and the sweep for unanswered ones comes back to it.
            LOG.error("conversation {}: the turn was not answered", id, e);
          }
        });
  }

  @Override
  public void destroy() {
    timer.shutdownNow();
    workers.shutdown();
    try {
      if (!workers.awaitTermination(5, TimeUnit.SECONDS)) {
        LOG.info("turns under way are taken up at the next start");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
