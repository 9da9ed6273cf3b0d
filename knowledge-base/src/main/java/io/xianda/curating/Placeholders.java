package io.xianda.curating;

import io.xianda.knowledge.ShopFacts;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A placeholder that names no fact can never be told. */
final class Placeholders implements Guard {

  private static final Pattern WELL_FORMED = Pattern.compile("\\{([A-Za-z0-9_.-]{1,100})}");
  private static final Pattern BRACES = Pattern.compile("[{}][^{}]{0,20}");

  private final ShopFacts facts;

  Placeholders(ShopFacts facts) {
    this.facts = facts;
  }

  @Override
  public List<Finding> check(Draft draft) {
    String answer = PlainText.of(draft.content().answer());
    Stream<Finding> unknown =
        WELL_FORMED
            .matcher(answer)
            .results()
            .filter(name -> facts.valueOf(name.group(1)).isEmpty())
            .map(name -> Finding.of(FindingCode.UNKNOWN_PLACEHOLDER, "answer", name.group()));
    Stream<Finding> broken =
        BRACES
            .matcher(without(answer, " "))
            .results()
            .map(MatchResult::group)
            .map(brace -> Finding.of(FindingCode.BROKEN_PLACEHOLDER, "answer", brace));
    // A choice is said word for word.
    Stream<Finding> elsewhere =
        Spoken.of(draft.content()).stream()
            .filter(spoken -> !spoken.field().equals("answer"))
            .filter(spoken -> WELL_FORMED.matcher(spoken.text()).find())
            .map(spoken ->
                Finding.of(
                    FindingCode.BROKEN_PLACEHOLDER, spoken.field(), Shown.of(spoken.text())));
    return Stream.of(unknown, broken, elsewhere)
        .flatMap(findings -> findings)
        .distinct()
        .limit(20)
        .toList();
  }

  /** The answer as it is told; a placeholder that names no fact stays. */
  static String filled(String answer, ShopFacts facts) {
    return WELL_FORMED
        .matcher(answer)
        .replaceAll(
            name -> Matcher.quoteReplacement(facts.valueOf(name.group(1)).orElse(name.group())));
  }

  /** The text with something else, of any length, for each placeholder. */
  static String without(String answer, String instead) {
    return WELL_FORMED.matcher(answer).replaceAll(instead);
  }
}
