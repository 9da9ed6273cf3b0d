package io.xianda.dialogue;

import io.xianda.order.StoredEffects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Sees to it that whatever was left open with the merchant's system comes to an end, and that the
 * shopper hears of it. On a thread of its own, because a merchant's system that does not answer
 * takes its time. Safe beside other services on the same database.
 */
@Component
class FollowUpEffects implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(FollowUpEffects.class);
  private static final long LOOK_MS = 1000;
  private static final long STOP_S = 10;

  private final StoredEffects effects;
  private final Delivery delivery;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("follow-up-effects").daemon().factory());

  FollowUpEffects(StoredEffects effects, Delivery delivery) {
    this.effects = effects;
    this.delivery = delivery;
  }

  @EventListener(ApplicationReadyEvent.class)
  void afterStart() {
    var _ = thread.scheduleWithFixedDelay(this::look, LOOK_MS, LOOK_MS, TimeUnit.MILLISECONDS);
  }

  private void look() {
    try {
      effects.askAgain();
      effects.tellOwed().forEach(told -> delivery.stored(told.conversation(), told.message()));
    } catch (RuntimeException e) {
      LOG.error("effects are not followed up now: {}", e.getMessage());
    }
  }

  @Override
  public void close() throws InterruptedException {
    thread.shutdown();
    if (!thread.awaitTermination(STOP_S, TimeUnit.SECONDS)) {
      LOG.info("what is left open with the merchant's system is followed up at the next start");
    }
  }
}
