package io.xianda.dialogue;

import io.xianda.conversation.ConversationId;
import io.xianda.conversation.Conversations;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Takes up messages that were acknowledged and never answered: at start those of a crash, later
 * those whose turn failed. Safe beside other services on the same database, since a turn is
 * recorded once.
 */
@Component
class LeftUnanswered {

  private static final Logger LOG = LoggerFactory.getLogger(LeftUnanswered.class);
  private static final int AT_ONCE = 200;

  /** Younger messages are being answered right now. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Conversations conversations;
  private final AnswerMessage answerMessage;
  private final Clock clock;

  LeftUnanswered(Conversations conversations, AnswerMessage answerMessage, Clock clock) {
    this.conversations = conversations;
    this.answerMessage = answerMessage;
    this.clock = clock;
  }

  @EventListener(ApplicationReadyEvent.class)
  void afterStart() {
    int taken = takeUp(clock.instant());
    if (taken > 0) {
      LOG.info("answered what was left in {} conversations", taken);
    }
  }

  @Scheduled(fixedDelayString = "PT15S", initialDelayString = "PT15S")
  void nowAndThen() {
    int taken = takeUp(clock.instant().minus(PATIENCE));
    if (taken > 0) {
      LOG.warn("answered late in {} conversations", taken);
    }
  }

  private int takeUp(Instant before) {
    int taken = 0;
    List<ConversationId> left = conversations.leftUnanswered(before, AT_ONCE);
    while (!left.isEmpty()) {
      int answered = 0;
      for (ConversationId id : left) {
        answered += tryToAnswer(id) ? 1 : 0;
      }
      taken += answered;
      // Without progress the rest waits for the next round rather than spinning.
      left = answered == 0 ? List.of() : conversations.leftUnanswered(before, AT_ONCE);
    }
    return taken;
  }

  private boolean tryToAnswer(ConversationId id) {
    try {
      answerMessage.answer(id);
      return true;
    } catch (RuntimeException e) {
      LOG.error("conversation {}: still not answered", id, e);
      return false;
    }
  }
}
