package io.xianda.gaps;

import java.util.List;

/** Tries out what closing a gap would bring; supplied by whoever owns the search. */
public interface WouldAnswer {

  /**
   * Which share of these messages would be answered.
   *
   * @param suggestion how the gap would be closed
   * @param question the question that would be added
   * @param examples messages of the gap, masked, at least one
   * @return in [0, 1]
   */
  double share(Suggestion suggestion, String question, List<String> examples);
}
