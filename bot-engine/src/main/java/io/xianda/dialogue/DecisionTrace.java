package io.xianda.dialogue;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why the bot did what it did, stored with the reply. No words of the shopper and nothing of an
 * order stand in it.
 *
 * @param policy the rule that decided
 * @param reason its reason
 * @param decision what it decided
 * @param model version of the intent model
 * @param generation of the knowledge base
 * @param intents the three likeliest
 * @param inScope probability of being this shop's business
 * @param entries the three likeliest
 * @param risk what had to be how likely, as it was set
 * @param stake budget, threshold and probability of what was told or begun; {@code null} where
 *     nothing was
 * @param heldBack the same of the likeliest entry, where it may have been meant and was not told
 * @param wording whether an entry's answer was said in other words: {@code used}, or why not, such
 *     as {@code off}, {@code slow} or {@code refused:figure}; {@code null} where nothing might have
 *     been
 * @param micros time of each step
 */
public record DecisionTrace(
    String policy,
    String reason,
    String decision,
    String model,
    long generation,
    List<Scored> intents,
    double inScope,
    List<Scored> entries,
    RiskBudget risk,
    @Nullable Stake stake,
    @Nullable Stake heldBack,
    @Nullable String wording,
    Micros micros) {

  /** Something with its probability. */
  public record Scored(String id, double p) {}

  /** Microseconds. */
  public record Micros(long understand, long recall, long decide) {}

  DecisionTrace worded(String other) {
    return new DecisionTrace(
        policy,
        reason,
        decision,
        model,
        generation,
        intents,
        inScope,
        entries,
        risk,
        stake,
        heldBack,
        other,
        micros);
  }
}
