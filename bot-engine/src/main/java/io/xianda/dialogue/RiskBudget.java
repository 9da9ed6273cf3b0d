package io.xianda.dialogue;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What must be how likely before the bot acts on it; how the bounds were chosen stands in
 * docs/quality.md. All in [0, 1].
 *
 * @param safety that food safety is at stake: low, because a person too many is cheap
 * @param person that a person is wanted or due
 * @param social that the message is only a courtesy
 * @param flow that a task is wanted
 * @param answer that an entry answers, where answering is what the intent asks for
 * @param rule that an entry answers, where the shopper more often wants something done than a rule
 *     explained
 * @param offer that an entry or intent is worth a button
 * @param worthAsking that the likeliest of what is offered is meant, below which a person is asked
 *     instead of the shopper
 * @param gap that the shopper asks something of an intent for which no entry fits
 * @param noEntry that the likeliest entry fits, below which there is none
 * @param plausible that something is meant, where the message is likelier to mean nothing of ours
 * @param rival that something else is meant than what is likeliest, of which one is to be told and
 *     the other to be done, from which on the shopper is asked
 * @param inScope below it the message is none of this shop's business
 */
public record RiskBudget(
    @DefaultValue("0.30") double safety,
    @DefaultValue("0.45") double person,
    @DefaultValue("0.45") double social,
    @DefaultValue("0.65") double flow,
    @DefaultValue("0.40") double answer,
    @DefaultValue("0.65") double rule,
    @DefaultValue("0.03") double offer,
    @DefaultValue("0.20") double worthAsking,
    @DefaultValue("0.60") double gap,
    @DefaultValue("0.10") double noEntry,
    @DefaultValue("0.15") double plausible,
    @DefaultValue("0.15") double rival,
    @DefaultValue("0.40") double inScope) {

  public RiskBudget {
    for (double p :
        new double[] {
          safety,
          person,
          social,
          flow,
          answer,
          rule,
          offer,
          worthAsking,
          gap,
          noEntry,
          plausible,
          rival,
          inScope
        }) {
      if (!(p >= 0 && p <= 1)) {
        throw new IllegalArgumentException("xianda.dialogue.risk: not a probability: " + p);
      }
    }
  }
}
