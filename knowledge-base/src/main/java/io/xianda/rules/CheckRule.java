package io.xianda.rules;

import static io.xianda.rules.Finding.What;

import com.google.re2j.Pattern;
import io.xianda.knowledge.EntryId;
import io.xianda.knowledge.FillPlaceholders;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Judges a rule before it is saved. */
final class CheckRule {

  /** In one base, switched off or on. */
  static final int MOST_RULES = 2000;

  /**
   * In instructions of all patterns that are switched on: what one message may have to be led
   * through.
   */
  static final int LARGEST_PROGRAMS = 3_000;

  private static final java.util.regex.Pattern PAGE =
      java.util.regex.Pattern.compile("(?:/[A-Za-z0-9_-]++)++(?:\\?[A-Za-z0-9_.~%=&-]*+)?");

  /** Letters that stand for something else: of classes, of escapes and of names of groups. */
  private static final java.util.regex.Pattern SYNTAX =
      java.util.regex.Pattern.compile(
          "\\\\[pP]\\{\\^?\\w*\\}|\\\\[pP]\\w|\\\\x\\{\\w*\\}|\\\\x\\w\\w|\\\\.|\\(\\?P?<\\w+>|\\(\\?\\w+");

  /** Long texts without anything in common: a pattern that is met in each is met in all. */
  private static final List<String> UNRELATED =
      Stream.of("龘", "q", "7", "~", "𝄞", "ж").map(character -> character.repeat(200)).toList();

  private final Surroundings surroundings;
  private final Shadows shadows;

  CheckRule(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.shadows = new Shadows(surroundings.normalise());
  }

  /** Why the rule must not be saved; empty when it may be. */
  List<Finding> findings(
      KeywordRule rule, List<KeywordRule> others, Predicate<EntryId> isPublished) {
    List<Finding> found = new ArrayList<>();
    if (rule.name().isBlank()) {
      found.add(Finding.of(What.NAME_BLANK));
    }
    for (String channel : rule.channels()) {
      if (!surroundings.channels().contains(channel)) {
        found.add(Finding.of(What.UNKNOWN_CHANNEL, channel));
      }
    }
    trigger(rule.trigger(), found);
    effect(rule.effect(), isPublished, found);
    if (others.size() >= MOST_RULES) {
      found.add(Finding.of(What.TOO_MANY, String.valueOf(MOST_RULES)));
    }
    if (rule.enabled() && found.isEmpty()) {
      amongOthers(rule, others, found);
    }
    return found;
  }

  /** What else its operator must know once it is saved. */
  List<Finding> remarks(KeywordRule rule, List<KeywordRule> others) {
    return others.stream()
        .filter(KeywordRule::enabled)
        .filter(other -> !shadows.over(other, List.of(rule)).isEmpty())
        .map(other -> Finding.of(What.SHADOWS, other.name()))
        .toList();
  }

  private void trigger(Trigger trigger, List<Finding> found) {
    if (trigger.phrases().isEmpty()) {
      found.add(Finding.of(What.NO_PHRASE));
    }
    for (int i = 0; i < trigger.phrases().size(); i++) {
      String phrase = trigger.phrases().get(i);
      String number = String.valueOf(i + 1);
      if (surroundings.normalise().apply(phrase).isBlank()) {
        found.add(Finding.of(What.PHRASE_BLANK, number));
      } else {
        switch (trigger.kind()) {
          case EXACT, CONTAINS -> {}
          case PATTERN -> pattern(phrase, number, found);
        }
      }
    }
  }

  private void pattern(String phrase, String number, List<Finding> found) {
    switch (CompilePattern.compile(phrase)) {
      case CompilePattern.Result.Broken(String reason) ->
          found.add(Finding.of(What.PATTERN_BROKEN, number, reason));
      case CompilePattern.Result.TooLarge tooLarge ->
          found.add(Finding.of(What.PATTERN_TOO_LARGE, number));
      case CompilePattern.Result.FoldsCase foldsCase ->
          found.add(Finding.of(What.PATTERN_FOLDS_CASE, number));
      case CompilePattern.Result.Compiled(Pattern pattern) -> {
        if (pattern.matcher("").find()) {
          found.add(Finding.of(What.PATTERN_MATCHES_EMPTY, number));
        } else if (UNRELATED.stream().allMatch(text -> pattern.matcher(text).find())) {
          found.add(Finding.of(What.PATTERN_MATCHES_ALL, number));
        }
        neverMet(phrase)
            .ifPresent(character ->
                found.add(
                    Finding.of(
                        What.PATTERN_NEVER_MET,
                        number,
                        character,
                        surroundings.normalise().apply(character))));
      }
    }
  }

  /** A character that normalised messages do not have: V, ？ or 們, where they have v, ? and 们. */
  private Optional<String> neverMet(String pattern) {
    return SYNTAX
        .matcher(pattern)
        .replaceAll("")
        .codePoints()
        .filter(character -> character > 0x7f || Character.isUpperCase(character))
        .mapToObj(Character::toString)
        .filter(character -> !surroundings.normalise().apply(character).equals(character))
        .findFirst();
  }

  private void effect(RuleEffect effect, Predicate<EntryId> isPublished, List<Finding> found) {
    switch (effect) {
      case RuleEffect.Answer answer -> answer(answer, found);
      case RuleEffect.ShowEntry(EntryId entry) -> {
        if (!isPublished.test(entry)) {
          found.add(Finding.of(What.UNKNOWN_ENTRY, entry.value()));
        }
      }
      case RuleEffect.HandOver(String group) -> {
        if (!surroundings.groups().contains(group)) {
          found.add(Finding.of(What.UNKNOWN_GROUP, group));
        }
      }
    }
  }

  private void answer(RuleEffect.Answer answer, List<Finding> found) {
    if (answer.text().isBlank()) {
      found.add(Finding.of(What.ANSWER_BLANK));
    }
    switch (new FillPlaceholders(surroundings.facts()).fill(answer.text())) {
      case FillPlaceholders.Result.Filled filled -> {}
      case FillPlaceholders.Result.Unfillable(List<String> names) ->
          found.add(Finding.of(What.UNKNOWN_FACT, String.join("、", names)));
    }
    RuleEffect.Card card = answer.card();
    if (card != null) {
      if (card.title().isBlank()) {
        found.add(Finding.of(What.CARD_BLANK));
      }
      if (!PAGE.matcher(card.page()).matches()) {
        found.add(Finding.of(What.PAGE_MALFORMED, card.page()));
      }
    }
    for (int i = 0; i < answer.choices().size(); i++) {
      if (answer.choices().get(i).isBlank()) {
        found.add(Finding.of(What.CHOICE_BLANK, String.valueOf(i + 1)));
      }
    }
    String title = card == null ? "" : card.title();
    if (Stream.concat(Stream.of(title), answer.choices().stream())
        .anyMatch(text -> text.indexOf('{') >= 0)) {
      found.add(Finding.of(What.PLACEHOLDER_MISPLACED));
    }
  }

  private void amongOthers(KeywordRule rule, List<KeywordRule> others, List<Finding> found) {
    if (rule.trigger().kind() == Trigger.Kind.PATTERN
        && programSize(rule) + programSizes(others) > LARGEST_PROGRAMS) {
      found.add(Finding.of(What.PATTERNS_TOO_MANY));
    }
    String winners =
        shadows.over(rule, others).stream()
            .map(KeywordRule::name)
            .collect(Collectors.joining("”“"));
    if (!winners.isEmpty()) {
      found.add(Finding.of(What.SHADOWED, winners));
    }
  }

  private static long programSizes(List<KeywordRule> others) {
    return others.stream()
        .filter(KeywordRule::enabled)
        .filter(other -> other.trigger().kind() == Trigger.Kind.PATTERN)
        .mapToLong(CheckRule::programSize)
        .sum();
  }

  private static long programSize(KeywordRule rule) {
    return rule.trigger().phrases().stream().mapToLong(CheckRule::programSize).sum();
  }

  private static long programSize(String pattern) {
    return switch (CompilePattern.compile(pattern)) {
      case CompilePattern.Result.Compiled(Pattern compiled) -> compiled.programSize();
      case CompilePattern.Result.Broken broken -> 0;
      case CompilePattern.Result.TooLarge tooLarge -> 0;
      case CompilePattern.Result.FoldsCase foldsCase -> 0;
    };
  }
}
