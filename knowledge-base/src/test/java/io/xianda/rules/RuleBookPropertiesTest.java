package io.xianda.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever rules there are and whatever is said, matching ends soon and finds what it says. */
class RuleBookPropertiesTest {

  private static final Duration BOUND = Duration.ofSeconds(2);

  /** Small alphabets, so that phrases meet texts; those of patterns, so that they are patterns. */
  private static final String WORDS = "退款货a1 ";

  private static final String SIGNS = WORDS + "(()))[]{}*+?|.^$\\dpL,19:-!";

  @Provide
  Arbitrary<List<KeywordRule>> rules() {
    Arbitrary<Trigger> plain =
        Combinators.combine(
                Arbitraries.of(Trigger.Kind.EXACT, Trigger.Kind.CONTAINS),
                Arbitraries.strings().withChars(WORDS).ofMaxLength(6).list().ofMaxSize(5))
            .as(Trigger::new);
    Arbitrary<Trigger> patterns =
        Arbitraries.strings()
            .withChars(SIGNS)
            .ofMaxLength(Trigger.LONGEST_PHRASE)
            .list()
            .ofMaxSize(5)
            .map(phrases -> new Trigger(Trigger.Kind.PATTERN, phrases));
    Arbitrary<KeywordRule> rule =
        Combinators.combine(
                Arbitraries.oneOf(plain, patterns),
                Arbitraries.integers().between(-2, 2),
                Arbitraries.integers().between(0, 99))
            .as((trigger, priority, id) ->
                Given.rule("r" + id)
                    .priority(priority)
                    .waitsFor(trigger.kind(), trigger.phrases().toArray(String[]::new))
                    .answers());
    return rule.list().ofMaxSize(30).uniqueElements(KeywordRule::id);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.oneOf(
        Arbitraries.strings().withChars(WORDS).ofMaxLength(30),
        Arbitraries.strings().withChars(WORDS).ofLength(1500),
        Arbitraries.strings().ofMaxLength(50));
  }

  @Property(tries = 200, seed = "20261122")
  void neverFailsAndNeverTakesLong(
      @ForAll("rules") List<KeywordRule> rules, @ForAll("texts") String text) {
    RuleBook book = Given.book(rules, List.of());
    long start = System.nanoTime();
    Optional<RuleMatch> match = book.match(text, "web", Given.NOW);

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BOUND);
    match.ifPresent(found -> {
      assertThat(found.start()).isBetween(0, found.end());
      assertThat(found.end()).isLessThanOrEqualTo(text.length());
      assertThat(found.phrase()).isLessThan(found.rule().trigger().phrases().size());
    });
  }

  /** The one pass over all rules finds what each rule alone would. */
  @Property(tries = 200, seed = "20261122")
  void theWinnerIsTheFirstThatWouldWinAlone(
      @ForAll("rules") List<KeywordRule> rules, @ForAll("texts") String text) {
    Optional<KeywordRule> first =
        rules.stream()
            .sorted(KeywordRule.ORDER)
            .filter(rule -> Given.book(rule).match(text, "web", Given.NOW).isPresent())
            .findFirst();

    assertThat(Given.book(rules, List.of()).match(text, "web", Given.NOW).map(RuleMatch::rule))
        .isEqualTo(first);
  }

  @Property(tries = 200, seed = "20261122")
  void checkingNeverFailsEither(@ForAll("rules") List<KeywordRule> rules) {
    var check = new CheckRule(Given.SHOP);
    for (KeywordRule rule : rules.subList(0, Math.min(rules.size(), 3))) {
      List<KeywordRule> others = new ArrayList<>(rules);
      others.remove(rule);
      List<Finding> findings = new ArrayList<>(check.findings(rule, others, id -> true));
      findings.addAll(check.remarks(rule, others));

      assertThat(findings).noneMatch(finding -> finding.text().isBlank());
    }
  }

  /** Who is said never to win does not. */
  @Property(tries = 200, seed = "20261122")
  void aRuleInTheShadowNeverWins(
      @ForAll("rules") List<KeywordRule> rules, @ForAll("texts") String text) {
    var shadows = new Shadows(Given::normalise);
    Given.book(rules, List.of())
        .match(Given.normalise(text), "web", Given.NOW)
        .ifPresent(match -> assertThat(shadows.over(match.rule(), rules)).isEmpty());
  }
}
