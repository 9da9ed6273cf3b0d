package io.xianda.gaps;

import java.util.List;
import java.util.Optional;

/**
 * Some gaps, the greatest expected gain first.
 *
 * @param next where the next page begins; nothing when this is the last
 */
public record GapPage(List<Gap> gaps, Optional<Cursor> next) {

  /**
   * A place in the ranking. Gaps whose gain changes meanwhile can be listed twice or not at all:
   * the list is a work list, and they are there the next time.
   *
   * @param gain of the last gap before this place
   * @param id of the last gap before this place
   */
  public record Cursor(double gain, GapId id) {

    public Cursor {
      if (!(gain >= 0)) {
        throw new IllegalArgumentException("a gain is not negative: " + gain);
      }
    }
  }

  public GapPage {
    gaps = List.copyOf(gaps);
  }
}
