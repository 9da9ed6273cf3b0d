package io.xianda.gaps;

import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Replays examples of open gaps as if these were closed, which makes the expected gain honest.
 * Holds no lock and no transaction while it tries. Thread-safe.
 */
@Component
public final class ReplayGaps {

  private static final int MOST = 1000;

  private final Gaps gaps;
  private final GapTable table;

  ReplayGaps(Gaps gaps, GapTable table) {
    this.gaps = gaps;
    this.table = table;
  }

  /**
   * Replays the largest open gaps that grew since they were replayed.
   *
   * @param limit how many, in [1, 1000]
   * @return how many were replayed
   */
  public int replay(WouldAnswer wouldAnswer, int limit) {
    if (limit < 1 || limit > MOST) {
      throw new IllegalArgumentException("limit lies in [1, 1000]: " + limit);
    }
    int replayed = 0;
    for (GapId id : table.toReplay(limit)) {
      replayed += gaps.find(id).map(gap -> replay(wouldAnswer, gap)).orElse(0);
    }
    return replayed;
  }

  private int replay(WouldAnswer wouldAnswer, Gap gap) {
    List<String> examples = gap.examples();
    if (examples.isEmpty()) {
      return 0;
    }
    double share = wouldAnswer.share(gap.suggestion(), gap.name(), examples);
    return table.replayed(gap.id(), Math.clamp(share, 0, 1), gap.messages());
  }
}
