package io.xianda.console;

import io.xianda.gaps.Decided;
import io.xianda.gaps.Gap;
import io.xianda.gaps.GapId;
import java.util.Optional;

/** What was decided about a gap, or the problem that kept it from being decided. */
final class DecideGap {

  private DecideGap() {}

  static Gap done(Decided decided) {
    return switch (decided) {
      case Decided.Done(Gap gap) -> gap;
      case Decided.Conflict(Gap current) ->
          throw Refusal.of(ConsoleProblem.GAP_CHANGED).with("current", current);
      case Decided.NotPossible(Gap current) ->
          throw Refusal.of(ConsoleProblem.GAP_DECIDED).with("current", current);
      case Decided.Gone(Optional<GapId> mergedInto) -> {
        Refusal gone = Refusal.of(ConsoleProblem.NO_GAP);
        mergedInto.ifPresent(into -> gone.with("mergedInto", into));
        throw gone;
      }
    };
  }
}
