package io.xianda.dialogue;

import io.xianda.conversation.ConversationState;
import io.xianda.flow.FlowTurn;
import io.xianda.flow.Flows;
import io.xianda.intent.Action;
import io.xianda.intent.Intent;
import io.xianda.intent.IntentCatalog;
import io.xianda.intent.IntentDefinition;
import io.xianda.intent.IntentPrediction;
import io.xianda.intent.ScoredIntent;
import io.xianda.intent.Understanding;
import io.xianda.knowledge.SearchResult;
import io.xianda.rules.RuleBook;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
 * @param others who else sells and delivers
 * @param settings what the bot dares
 * @param bounds what it dares in which group
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
    OtherCompanies others,
    DialogueSettings settings,
    RiskBounds bounds) {

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

  /** How likely an entry must be to be told: what the settings and what its group ask for. */
  double answerBound(String intent) {
    return Math.max(risk().answer(), bounds.answer(group(intent)));
  }

  /** How likely a task must be to be started. */
  double taskBound(Intent intent) {
    return Math.max(risk().flow(), bounds.fitted().of(group(intent.id())).task());
  }

  /** The share of wrong answers that is acceptable about this. */
  double answerBudget(String intent) {
    return bounds.fitted().of(group(intent)).budget();
  }

  /** Whether an entry is held to this because somebody has set it so, and to nothing stricter. */
  boolean isByHand(String intent, double threshold) {
    String group = group(intent);
    return bounds.isByHand(group) && threshold == bounds.answer(group);
  }

  /** What is weighed before a task is started. */
  Stake stakeOf(ScoredIntent task) {
    return new Stake(
        bounds.fitted().of(group(task.intent().id())).taskBudget(),
        taskBound(task.intent()),
        task.probability(),
        false);
  }

  private String group(String intent) {
    return catalog.all().stream()
        .filter(definition -> definition.intent().id().equals(intent))
        .map(IntentDefinition::group)
        .findFirst()
        .orElse("");
  }

  RiskBudget risk() {
    return settings.risk();
  }

  /** The offer whose button was tapped, or that was meant by what was typed. */
  Optional<Offer> takenOffer() {
    String said = understanding.utterance().raw().strip();
    return memory.offers().stream().filter(offer -> offer.label().equals(said)).findFirst();
  }

  /** What was borne before this message. */
  @Nullable Patience patience() {
    return memory.patience();
  }
}
