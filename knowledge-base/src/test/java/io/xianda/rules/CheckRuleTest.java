package io.xianda.rules;

import static io.xianda.rules.Given.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.xianda.rules.Finding.What;
import java.time.DayOfWeek;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator is told before a rule is kept. */
class CheckRuleTest {

  private static final CheckRule CHECK = new CheckRule(Given.SHOP);

  private static List<Finding> check(KeywordRule rule, KeywordRule... others) {
    return CHECK.findings(rule, List.of(others), id -> id.value().equals("invoice-how"));
  }

  private static List<What> found(KeywordRule rule, KeywordRule... others) {
    return check(rule, others).stream().map(Finding::what).toList();
  }

  @Test
  void aSoundRuleIsKeptWithoutAWord() {
    assertThat(check(rule("a").exact("退款").leadsTo("/pages/aftersale/list?tab=1"))).isEmpty();
    assertThat(check(rule("a").contains("运费").on("web").answers("运费 {delivery.fee}"))).isEmpty();
    assertThat(check(rule("a").pattern("退款.{0,9}到账").shows("invoice-how"))).isEmpty();
    assertThat(check(rule("a").pattern("vip\\d|\\p{Han}{3}\\D节").handsTo("aftersale"))).isEmpty();
  }

  @Test
  void whatIsMissingIsNamed() {
    assertThat(found(rule("a").called(" ").answers())).containsExactly(What.NAME_BLANK);
    assertThat(found(rule("a").exact().answers())).containsExactly(What.NO_PHRASE);
    assertThat(found(rule("a").contains("退款", " ").answers())).containsExactly(What.PHRASE_BLANK);
    assertThat(found(rule("a").pattern("").answers())).containsExactly(What.PHRASE_BLANK);
    assertThat(found(rule("a").answers(""))).containsExactly(What.ANSWER_BLANK);
    assertThat(
            found(
                rule("a")
                    .does(
                        new RuleEffect.Answer(
                            "好", new RuleEffect.Card("", "/pages/a"), List.of("是", "")))))
        .containsExactly(What.CARD_BLANK, What.CHOICE_BLANK);
  }

  @ParameterizedTest
  @CsvSource({
    "(退, PATTERN_BROKEN",
    "((((a{100}){100}){100}){100}){100}, PATTERN_TOO_LARGE",
    "(?i)vip, PATTERN_FOLDS_CASE",
    "退*, PATTERN_MATCHES_EMPTY",
    "退|, PATTERN_MATCHES_EMPTY",
    "^, PATTERN_MATCHES_EMPTY",
    "., PATTERN_MATCHES_ALL",
    "'.{2,}', PATTERN_MATCHES_ALL",
    "[^退], PATTERN_MATCHES_ALL",
    ".$, PATTERN_MATCHES_ALL",
    "退款？, PATTERN_NEVER_MET",
    "我們, PATTERN_NEVER_MET",
    "VIP\\d, PATTERN_NEVER_MET",
  })
  void aPatternThatWouldDoHarmOrNothingIsRefused(String pattern, What what) {
    assertThat(found(rule("a").pattern(pattern).answers())).containsExactly(what);
  }

  @Test
  void whatItRefersToMustBeThere() {
    assertThat(found(rule("a").shows("gone"))).containsExactly(What.UNKNOWN_ENTRY);
    assertThat(found(rule("a").handsTo("nobody"))).containsExactly(What.UNKNOWN_GROUP);
    assertThat(found(rule("a").on("fax").answers())).containsExactly(What.UNKNOWN_CHANNEL);
    assertThat(found(rule("a").answers("最多赔 {compensation.max}")))
        .containsExactly(What.UNKNOWN_FACT);
  }

  @Test
  void placeholdersStandInTheTextAlone() {
    assertThat(
            found(rule("a").does(new RuleEffect.Answer("好", null, List.of("运费 {delivery.fee}")))))
        .containsExactly(What.PLACEHOLDER_MISPLACED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pages/a",
        "/",
        "",
        "/pages//a",
        "/pages/a/",
        "https://a.cn",
        "/pages/退款",
        "/pages/a?b c",
        "/../a"
      })
  void aPageIsAPathOfTheMiniProgram(String page) {
    assertThat(found(rule("a").leadsTo(page))).containsExactly(What.PAGE_MALFORMED);
  }

  @Test
  void aTextSaysWhichPhraseAndWhatToDo() {
    assertThat(check(rule("a").pattern("退款", "我們").answers()))
        .extracting(Finding::text)
        .containsExactly("第 2 个表达式里的“們”不会出现在整理后的消息里（全角变半角，繁体变简体，大写变小写），应写成“们”。");
  }

  @ParameterizedTest
  @EnumSource(What.class)
  void everyFindingHasItsWords(What what) {
    assertThat(Finding.of(what, "1", "2", "3").text()).isNotBlank().doesNotContain("{");
  }

  // Shadows.

  private static Given high(String id) {
    return rule(id).priority(9);
  }

  @ParameterizedTest
  @CsvSource({
    "EXACT, 退款, EXACT, 退款, true",
    "EXACT, 退款！, EXACT, 退款, true",
    "EXACT, 退款, EXACT, 退货, false",
    "CONTAINS, 退款, EXACT, 我要退款, true",
    "CONTAINS, 我要退款, EXACT, 退款, false",
    "CONTAINS, 退款, CONTAINS, 退款到账, true",
    "CONTAINS, 退款到账, CONTAINS, 退款, false",
    "EXACT, 退款, CONTAINS, 退款, false",
    "CONTAINS, 退款, PATTERN, 退款到账, true",
    "CONTAINS, 退款, PATTERN, 退款?到账, false",
    "PATTERN, 退., EXACT, 退款, false",
  })
  void aRuleIsShadowedWhereAnEarlierOneAlwaysWins(
      Trigger.Kind kind,
      String phrase,
      Trigger.Kind lateKind,
      String latePhrase,
      boolean shadowed) {
    KeywordRule early = high("early").waitsFor(kind, phrase).answers();
    KeywordRule late = rule("late").waitsFor(lateKind, latePhrase).answers();

    assertThat(found(late, early)).isEqualTo(shadowed ? List.of(What.SHADOWED) : List.of());
  }

  @Test
  void whoCastsTheShadowIsNamed() {
    KeywordRule late = rule("late").contains("退款到账", "发票抬头").answers();

    assertThat(
            check(
                late,
                high("a").called("退款卡片").contains("退款").answers(),
                high("b").called("发票卡片").contains("发票").answers()))
        .extracting(Finding::text)
        .containsExactly("这条规则永远不会生效：能命中它的消息都会先命中规则“退款卡片”“发票卡片”。请提高优先级，或修改关键词。");
  }

  @Test
  void oneFreePhraseIsEnoughToBeHeard() {
    KeywordRule late = rule("late").contains("退款到账", "发票").answers();

    assertThat(found(late, high("a").contains("退款").answers())).isEmpty();
  }

  @Test
  void whoDoesNotAlwaysApplyCastsNoShadow() {
    KeywordRule late = rule("late").contains("退款").answers();
    var sundays = new Schedule(Set.of(DayOfWeek.SUNDAY), null, null, null);

    assertThat(found(late, high("a").contains("退款").on("web").answers())).isEmpty();
    assertThat(found(late, high("a").contains("退款").during(sundays).answers())).isEmpty();
    assertThat(found(late, high("a").contains("退款").switchedOff().answers())).isEmpty();
    assertThat(found(late, high("a").contains("退款").shows("invoice-how"))).isEmpty();
    assertThat(found(late, rule("z").contains("退款").answers())).isEmpty();
  }

  @Test
  void aRuleThatIsSwitchedOffMayStandInTheShadow() {
    assertThat(
            found(
                rule("late").contains("退款").switchedOff().answers(),
                high("a").contains("退款").answers()))
        .isEmpty();
  }

  @Test
  void whoeverIsPutInTheShadowIsRemarkedOn() {
    assertThat(
            CHECK.remarks(
                high("a").contains("退").answers(),
                List.of(
                    rule("b").called("退款卡片").contains("退款").answers(),
                    rule("c").contains("发票").answers())))
        .extracting(Finding::text)
        .containsExactly("保存后，规则“退款卡片”将不再生效：能命中它的消息都会先命中这条规则。");
  }

  // Sizes.

  @Test
  void patternsTogetherStayWithinTheirBounds() {
    String[] large = new String[50];
    for (int i = 0; i < large.length; i++) {
      large[i] = "%d退.{0,100}款".formatted(i);
    }
    KeywordRule other = high("a").pattern(large).answers();

    assertThat(found(rule("b").pattern("退款").answers(), other))
        .containsExactly(What.PATTERNS_TOO_MANY);
    assertThat(found(rule("b").contains("退款").answers(), other)).isEmpty();
  }
}
