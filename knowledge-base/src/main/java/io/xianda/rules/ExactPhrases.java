package io.xianda.rules;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;

/** Phrases that are all that is said. Immutable. */
final class ExactPhrases {

  private final Map<String, List<Use>> uses;

  /**
   * @param uses by normalised phrase, those of the first rules first
   */
  ExactPhrases(Map<String, List<Use>> uses) {
    this.uses = Map.copyOf(uses);
  }

  /** The first rule whose phrase this text is, of those that may apply. */
  Optional<Find> first(String text, IntPredicate applies) {
    String bare = bare(text);
    List<Use> all = uses.get(bare);
    if (all == null) {
      return Optional.empty();
    }
    int start = text.indexOf(bare);
    return all.stream()
        .filter(use -> applies.test(use.rank()))
        .findFirst()
        .map(use -> new Find(use.rank(), use.phrase(), start, start + bare.length()));
  }

  /** 退款！ is said as 退款 is. What has no letter and no digit stays as it is. */
  static String bare(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isAround(text.codePointAt(start))) {
      start += Character.charCount(text.codePointAt(start));
    }
    while (start < end && isAround(text.codePointBefore(end))) {
      end -= Character.charCount(text.codePointBefore(end));
    }
    return start == end ? text : text.substring(start, end);
  }

  private static boolean isAround(int character) {
    return !Character.isLetterOrDigit(character);
  }
}
