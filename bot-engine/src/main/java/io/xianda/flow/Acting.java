package io.xianda.flow;

import io.xianda.order.Effect;
import io.xianda.order.EffectResult;
import java.util.List;

/** The steps of a task that ends when its effects are done. */
final class Acting {

  private Acting() {}

  /** Does it all, then says so; plainly when the order no longer allows it, or nobody knows. */
  static FlowStep on(List<Effect> effects, String done, FlowTurn turn) {
    return new FlowStep.Acting(effects, results -> after(results, done, turn));
  }

  private static FlowStep after(List<EffectResult> results, String done, FlowTurn turn) {
    for (EffectResult result : results) {
      switch (result) {
        case EffectResult.Applied applied -> {}
        case EffectResult.Refused refused -> {
          return FlowStep.Finished.declined(turn.says().of("merchant.refused"));
        }
        case EffectResult.Unknown unknown -> {
          return FlowStep.Finished.referred(
              turn.says().of("merchant-away.pending"),
              new Referral(Referral.How.REVIEW, "merchant-away", null));
        }
      }
    }
    return FlowStep.Finished.done(done);
  }
}
