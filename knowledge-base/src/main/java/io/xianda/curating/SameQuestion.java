package io.xianda.curating;

import io.xianda.knowledge.ShopFacts;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One question must not have two answers. Entries that no shopper can meet at once, of different
 * cities say, may answer differently.
 */
final class SameQuestion implements Guard {

  private static final int MOST = 20;

  private final UnaryOperator<String> normalise;
  private final ToldQuestions told;
  private final ShopFacts facts;

  SameQuestion(UnaryOperator<String> normalise, ToldQuestions told, ShopFacts facts) {
    this.normalise = normalise;
    this.told = told;
    this.facts = facts;
  }

  @Override
  public List<Finding> check(Draft draft) {
    Map<String, String> asWritten = new LinkedHashMap<>();
    for (String question : draft.content().questions()) {
      asWritten.putIfAbsent(normalise.apply(PlainText.of(question)), question);
    }
    asWritten.remove("");
    if (asWritten.isEmpty()) {
      return List.of();
    }
    String answer = answer(draft.content());
    String question = normalise.apply(PlainText.of(draft.content().question()));
    return told.told(List.copyOf(asWritten.keySet()), draft.id(), MOST).stream()
        .filter(other -> meet(draft.content(), other.content()))
        .map(other ->
            new Finding(
                answer(other.content()).equals(answer)
                    ? FindingCode.DUPLICATE
                    : FindingCode.CONTRADICTION,
                other.form().equals(question) ? "question" : "similar",
                List.of(
                    Shown.of(asWritten.getOrDefault(other.form(), other.form())),
                    other.entry().value()),
                other.entry(),
                1.0))
        .toList();
  }

  private String answer(DraftContent content) {
    return normalise.apply(Placeholders.filled(PlainText.of(content.answer()), facts));
  }

  private static boolean meet(DraftContent a, DraftContent b) {
    return overlap(a.channels(), b.channels())
        && overlap(a.cities(), b.cities())
        && begins(a.from(), b.until())
        && begins(b.from(), a.until());
  }

  /** Empty means all. */
  private static boolean overlap(Set<String> a, Set<String> b) {
    return a.isEmpty() || b.isEmpty() || !Collections.disjoint(a, b);
  }

  private static boolean begins(@Nullable Instant from, @Nullable Instant until) {
    return from == null || until == null || from.isBefore(until);
  }
}
