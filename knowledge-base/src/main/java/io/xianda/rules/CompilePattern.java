package io.xianda.rules;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.regex.MatchResult;

/**
 * Makes a program of an operator's pattern, in bounded time and memory. Programs run in time linear
 * in the text, whatever the pattern; how large they are is what a step costs.
 */
final class CompilePattern {

  /** In instructions; some three hundred states followed at once cost microseconds a character. */
  static final int LARGEST_PROGRAM = 300;

  /** What may be unrolled while compiling, in characters of the pattern. */
  private static final long MOST_UNROLLED = 50_000;

  private static final java.util.regex.Pattern REPEAT =
      java.util.regex.Pattern.compile("(\\)?)\\{(\\d{1,9})(?:,(\\d{0,9}))?\\}");

  private static final java.util.regex.Pattern FOLDS_CASE =
      java.util.regex.Pattern.compile("\\(\\?[a-zA-Z-]*i");

  private CompilePattern() {}

  /** What compiling can lead to. */
  sealed interface Result {

    /** It can be run. */
    record Compiled(Pattern pattern) implements Result {}

    /** It is no pattern, for this reason in the library's words. */
    record Broken(String reason) implements Result {}

    /** It is one, but its program would be too large. */
    record TooLarge() implements Result {}

    /** It asks for letters to be compared without their case, as {@code (?i)} does. */
    record FoldsCase() implements Result {}
  }

  static Result compile(String pattern) {
    // The library folds a wide range such as [!-龥] letter by letter, for minutes; and messages are
    // in
    // small letters anyway.
    if (FOLDS_CASE.matcher(pattern).find()) {
      return new Result.FoldsCase();
    }
    if (unrolled(pattern) > MOST_UNROLLED) {
      return new Result.TooLarge();
    }
    try {
      Pattern compiled = Pattern.compile(pattern);
      return compiled.programSize() > LARGEST_PROGRAM
          ? new Result.TooLarge()
          : new Result.Compiled(compiled);
    } catch (PatternSyntaxException e) {
      return new Result.Broken(e.getDescription() + ": " + e.getPattern());
    }
  }

  /**
   * No less than what the library would unroll. It bounds each count but not their product, and
   * ((((a{100}){100}){100}){100}) would take all the memory before its size could be asked for.
   */
  private static long unrolled(String pattern) {
    long ofGroups = 1;
    long ofOthers = 1;
    for (MatchResult repeat : REPEAT.matcher(pattern).results().toList()) {
      long count = Math.max(number(repeat.group(2)), number(repeat.group(3))) + 1;
      if (repeat.group(1).isEmpty()) {
        ofOthers = Math.max(ofOthers, count);
      } else {
        ofGroups = Math.min(ofGroups * count, MOST_UNROLLED);
      }
    }
    return pattern.length() * ofGroups * ofOthers;
  }

  private static long number(String digits) {
    return digits == null || digits.isEmpty() ? 0 : Long.parseLong(digits);
  }
}
