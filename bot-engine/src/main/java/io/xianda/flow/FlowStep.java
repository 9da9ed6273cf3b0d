package io.xianda.flow;

import io.xianda.conversation.Part;
import io.xianda.order.Effect;
import io.xianda.order.EffectResult;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What came of a turn in a task. */
public sealed interface FlowStep {

  /** It waits for the shopper. */
  record Waiting(List<Part> parts, FlowState state) implements FlowStep {

    public Waiting {
      parts = List.copyOf(parts);
    }
  }

  /**
   * Something is to be done before it goes on.
   *
   * @param effects in the order in which they are done; one that is refused or unknown does not
   *     keep the others from being done
   * @param then what follows from their results, one for each, in their order
   */
  record Acting(List<Effect> effects, Function<List<EffectResult>, FlowStep> then)
      implements FlowStep {

    public Acting {
      effects = List.copyOf(effects);
    }
  }

  /**
   * It is over.
   *
   * @param ending how
   * @param referral what a person has to do about it, or {@code null}
   */
  record Finished(List<Part> parts, Ending ending, @Nullable Referral referral)
      implements FlowStep {

    public Finished {
      parts = List.copyOf(parts);
    }

    static Finished answered(String text) {
      return new Finished(List.of(new Part.Text(text)), Ending.ANSWERED, null);
    }

    static Finished declined(String text) {
      return new Finished(List.of(new Part.Text(text)), Ending.DECLINED, null);
    }

    static Finished calledOff(String text) {
      return new Finished(List.of(new Part.Text(text)), Ending.CALLED_OFF, null);
    }

    static Finished done(String text) {
      return new Finished(List.of(new Part.Text(text)), Ending.DONE, null);
    }

    static Finished referred(String text, Referral referral) {
      return new Finished(List.of(new Part.Text(text)), Ending.ANSWERED, referral);
    }
  }

  /** How a task ends. */
  enum Ending {
    /** The shopper knows what was asked. */
    ANSWERED,
    /** Something was done. */
    DONE,
    /** Rightly refused, with the rule told. */
    DECLINED,
    /** The shopper no longer wants it. */
    CALLED_OFF
  }

  /** The same step with these parts before its own; nothing can stand before what is still done. */
  default FlowStep after(List<Part> first) {
    return switch (this) {
      case Waiting(List<Part> parts, FlowState state) -> new Waiting(join(first, parts), state);
      case Finished(List<Part> parts, Ending ending, Referral referral) ->
          new Finished(join(first, parts), ending, referral);
      case Acting(List<Effect> effects, var then) ->
          new Acting(effects, results -> then.apply(results).after(first));
    };
  }

  private static List<Part> join(List<Part> first, List<Part> second) {
    return java.util.stream.Stream.concat(first.stream(), second.stream()).toList();
  }
}
