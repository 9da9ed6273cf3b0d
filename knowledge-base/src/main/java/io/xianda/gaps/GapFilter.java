package io.xianda.gaps;

import java.util.Optional;

/**
 * Which gaps to list. With a way or an intent, only messages of the gain window that have it count,
 * and only gaps that have such a message are listed.
 *
 * @param state what was decided
 * @param why how they were missed
 * @param intent the guessed intent, at most 100 characters
 */
public record GapFilter(GapState state, Optional<MissedQuestion.Why> why, Optional<String> intent) {

  private static final int LONGEST = 100;

  public GapFilter {
    if (intent.isPresent() && intent.get().length() > LONGEST) {
      throw new IllegalArgumentException("an intent has at most 100 characters");
    }
  }

  /** All gaps of a state. */
  public static GapFilter of(GapState state) {
    return new GapFilter(state, Optional.empty(), Optional.empty());
  }
}
