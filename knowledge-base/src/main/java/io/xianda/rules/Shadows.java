package io.xianda.rules;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds rules that can never win, because whatever they wait for is taken by others before them.
 * Only what is certain counts: of patterns that is no more than those that are plain words.
 */
final class Shadows {

  private static final Pattern PLAIN_WORDS = Pattern.compile("[\\p{L}\\p{N} ]+");

  private final UnaryOperator<String> normalise;

  Shadows(UnaryOperator<String> normalise) {
    this.normalise = normalise;
  }

  /** A rule with its phrases as they are compared. */
  private record Waiting(KeywordRule rule, Trigger.Kind kind, List<String> phrases) {

    /** Whether it is met in every text in which that phrase is. */
    boolean takes(Trigger.Kind other, String phrase) {
      return switch (kind) {
        case EXACT -> other == Trigger.Kind.EXACT && phrases.contains(phrase);
        case CONTAINS ->
            (other != Trigger.Kind.PATTERN || PLAIN_WORDS.matcher(phrase).matches())
                && phrases.stream().anyMatch(phrase::contains);
        case PATTERN -> false;
      };
    }
  }

  /**
   * The rules that take all that this rule waits for.
   *
   * @return empty when it can still win
   */
  Set<KeywordRule> over(KeywordRule rule, List<KeywordRule> others) {
    List<Waiting> before =
        others.stream()
            .filter(other -> KeywordRule.ORDER.compare(other, rule) < 0)
            .filter(other -> appliesWherever(other, rule))
            .sorted(KeywordRule.ORDER)
            .map(this::waiting)
            .toList();
    Waiting late = waiting(rule);
    Set<KeywordRule> winners = new LinkedHashSet<>();
    for (String phrase : late.phrases()) {
      Optional<Waiting> winner =
          before.stream().filter(early -> early.takes(late.kind(), phrase)).findFirst();
      if (winner.isEmpty()) {
        return Set.of();
      }
      winners.add(winner.get().rule());
    }
    return winners;
  }

  private static boolean appliesWherever(KeywordRule early, KeywordRule late) {
    boolean channels =
        early.channels().isEmpty()
            || (!late.channels().isEmpty() && early.channels().containsAll(late.channels()));
    return early.enabled()
        && channels
        && early.schedule().covers(late.schedule())
        && switch (early.effect()) {
          // It steps back wherever its entry is not told.
          case RuleEffect.ShowEntry shown -> false;
          case RuleEffect.Answer answer -> true;
          case RuleEffect.HandOver handOver -> true;
        };
  }

  private Waiting waiting(KeywordRule rule) {
    Trigger trigger = rule.trigger();
    Stream<String> phrases =
        switch (trigger.kind()) {
          case EXACT -> trigger.phrases().stream().map(normalise).map(ExactPhrases::bare);
          case CONTAINS -> trigger.phrases().stream().map(normalise);
          case PATTERN -> trigger.phrases().stream();
        };
    // What nothing is left of is met nowhere, though it is part of every text.
    return new Waiting(rule, trigger.kind(), phrases.filter(phrase -> !phrase.isEmpty()).toList());
  }
}
