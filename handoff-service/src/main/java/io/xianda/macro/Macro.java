package io.xianda.macro;

import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Steps under one name.
 *
 * @param id given by whoever writes it
 * @param name 1 to 40 characters
 * @param steps 1 to 10; only the last may end the conversation
 * @param version grows with every change; 0 for what is not stored yet
 */
public record Macro(UUID id, String name, List<MacroStep> steps, long version) {

  private static final int MOST_STEPS = 10;
  private static final Pattern NAME = Pattern.compile("[^\\p{Cc}\\p{Cs}]{1,40}");

  public Macro {
    steps = List.copyOf(steps);
    if (name.isBlank() || !NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("a macro has a name");
    }
    if (steps.isEmpty() || steps.size() > MOST_STEPS) {
      throw new IllegalArgumentException("a macro has 1 to 10 steps");
    }
    if (steps.subList(0, steps.size() - 1).stream().anyMatch(MacroStep.Close.class::isInstance)) {
      throw new IllegalArgumentException("nothing is done after the end");
    }
  }
}
