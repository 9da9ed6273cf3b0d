package io.xianda.dialogue;

import io.xianda.conversation.ConversationId;
import io.xianda.gaps.CollectGaps;
import io.xianda.gaps.MissedQuestion;
import io.xianda.gaps.MissedQuestion.Why;
import io.xianda.intent.Understanding;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Tells the gaps what the bot did not answer. Never waits and never fails. */
@Component
class NoteMisses implements HearOutcomes {

  private static final Logger LOG = LoggerFactory.getLogger(NoteMisses.class);

  private final CollectGaps gaps;

  NoteMisses(CollectGaps gaps) {
    this.gaps = gaps;
  }

  @Override
  public void recorded(ConversationId conversation, long seq, Outcome outcome, Instant at) {
    try {
      missed(conversation, seq, outcome, at).ifPresent(gaps::collect);
    } catch (RuntimeException e) {
      // The shopper has the reply; nobody waits for statistics.
      LOG.warn("conversation {}: what was missed is not noted", conversation, e);
    }
  }

  static Optional<MissedQuestion> missed(
      ConversationId conversation, long seq, Outcome outcome, Instant at) {
    Understanding understanding = outcome.understanding();
    if (understanding == null || understanding.utterance().isBlank()) {
      return Optional.empty();
    }
    return why(outcome, understanding)
        .map(why ->
            new MissedQuestion(
                conversation.toString(),
                seq,
                why,
                understanding.utterance().text(),
                understanding.intents().best().intent().id(),
                outcome.found().hits().stream()
                    .findFirst()
                    .map(hit -> new MissedQuestion.Nearest(hit.entry().id(), hit.probability()))
                    .orElse(null),
                understanding.vector(),
                at));
  }

  private static Optional<Why> why(Outcome outcome, Understanding understanding) {
    return switch (outcome.decision()) {
      case Decision.AdmitGap _ -> Optional.of(Why.UNANSWERED);
      case Decision.Abstain _ ->
          understanding.intents().inScope() >= outcome.trace().risk().inScope()
              ? Optional.of(Why.UNANSWERED)
              : Optional.empty();
      case Decision.HandOver(var handoff) ->
          handoff.reason().equals(Policies.NOT_UNDERSTOOD)
              ? Optional.of(Why.HANDED_OVER)
              : Optional.empty();
      // Asking back once is no failure; asking back again is.
      case Decision.Clarify _ ->
          DialogueMemory.read(outcome.memory()) instanceof DialogueMemory.Reading.Known(var memory)
                  && memory.clarifications() >= 2
              ? Optional.of(Why.CLARIFIED_IN_VAIN)
              : Optional.empty();
      case Decision.KeepWaiting _,
          Decision.ReturnToBot _,
          Decision.Socialise _,
          Decision.Progress _,
          Decision.Answer _,
          Decision.FollowRule _,
          Decision.AskToShorten _,
          Decision.AskForWords _,
          Decision.OrdersAway _,
          Decision.LeaveTicket _ ->
          Optional.empty();
    };
  }
}
