package io.xianda.dialogue;

import io.xianda.conversation.ConversationState;
import io.xianda.flow.FlowTurn;
import io.xianda.flow.Flows;
import io.xianda.intent.Action;
import io.xianda.intent.Intent;
import io.xianda.intent.IntentCatalog;
import io.xianda.intent.IntentPrediction;
import io.xianda.intent.Understanding;
import io.xianda.knowledge.SearchResult;
import io.xianda.rules.RuleBook;
import java.util.Optional;

/**
 * All that a policy may look at.
 *
 * @param turn what was said, by whom, when
 * @param memory what the bot remembers
 * @param understanding what the words mean
 * @param found what the knowledge base holds about it
 * @param rules of the operators
 * @param catalog the intents
 * @param flows the tasks
 * @param flowTurn the turn as tasks see it
 * @param settings what the bot dares
 */
record Situation(
    Turn turn,
    DialogueMemory memory,
    Understanding understanding,
    SearchResult found,
    RuleBook rules,
    IntentCatalog catalog,
    Flows flows,
    FlowTurn flowTurn,
    DialogueSettings settings) {

  IntentPrediction intents() {
    return understanding.intents();
  }

  Intent best() {
    return intents().best().intent();
  }

  Action bestAction() {
    return catalog.of(best()).action();
  }

  boolean isQueued() {
    return turn.state() == ConversationState.QUEUED;
  }

  RiskBudget risk() {
    return settings.risk();
  }

  /** The offer whose button was tapped or whose words were repeated. */
  Optional<Offer> takenOffer() {
    String said = understanding.utterance().raw().strip();
    return memory.offers().stream().filter(offer -> offer.label().equals(said)).findFirst();
  }
}
