package io.xianda.curating;

import static org.assertj.core.api.Assertions.assertThat;

import io.xianda.knowledge.DemoFacts;
import io.xianda.knowledge.Entry;
import io.xianda.knowledge.EntryFile;
import io.xianda.knowledge.EntryId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every guard finds what it is there for, and nothing in a good draft. */
class GuardsTest {

  private static final EntryId ID = new EntryId("draft");
  private static final SettableClock CLOCK = new SettableClock();

  /** What is told in these tests; a question stands for itself. */
  private List<ToldQuestions.Told> told = List.of();

  private List<NearQuestions.Near> near = List.of();

  private List<Finding> check(DraftContent content) {
    var guards =
        new Guards(
            new Lowercase("lowercase"),
            (forms, except, limit) ->
                told.stream()
                    .filter(one -> forms.contains(one.form()) && !one.entry().equals(except))
                    .limit(limit)
                    .toList(),
            (question, except, limit) -> near,
            DemoFacts.shipped(),
            new KnownNames(
                Set.of("delivery.fee"),
                Set.of("web"),
                Set.of("杭州", "上海"),
                Set.of("/pages/order/list")),
            CLOCK);
    return guards.check(ID, content);
  }

  private List<FindingCode> codes(DraftContent content) {
    return check(content).stream().map(Finding::code).toList();
  }

  /** A draft without fault, and what a test makes of it. */
  private record Sheet(
      String question,
      List<String> similar,
      String answer,
      @Nullable String page,
      String intent,
      Set<String> channels,
      Set<String> cities,
      @Nullable Instant from,
      @Nullable Instant until) {

    static Sheet good() {
      return new Sheet(
          "配送费多少？",
          List.of("运费怎么收"),
          "满 {delivery.free_from} 免，不满收 {delivery.fee}",
          "/pages/order/list?tab=1",
          "delivery.fee",
          Set.of("web"),
          Set.of("杭州"),
          null,
          null);
    }

    Sheet answer(String other) {
      return new Sheet(question, similar, other, page, intent, channels, cities, from, until);
    }

    Sheet alsoAsked(String... others) {
      return new Sheet(
          question, List.of(others), answer, page, intent, channels, cities, from, until);
    }

    Sheet page(@Nullable String other) {
      return new Sheet(question, similar, answer, other, intent, channels, cities, from, until);
    }

    Sheet where(String intent, Set<String> channels, Set<String> cities) {
      return new Sheet(question, similar, answer, page, intent, channels, cities, from, until);
    }

    Sheet when(@Nullable Instant from, @Nullable Instant until) {
      return new Sheet(question, similar, answer, page, intent, channels, cities, from, until);
    }

    DraftContent content() {
      return new DraftContent(
          question,
          similar,
          answer,
          page,
          null,
          List.of("怎么凑单"),
          intent,
          Set.of("运费"),
          channels,
          cities,
          from,
          until,
          "li");
    }
  }

  private static final Sheet GOOD = Sheet.good();

  @Test
  void aGoodDraftIsLeftInPeace() {
    assertThat(check(GOOD.content())).isEmpty();
  }

  @Test
  void anEmptyDraftLacksQuestionAnswerAndOwner() {
    assertThat(check(DraftContent.of("", " ", "")))
        .containsExactly(
            Finding.of(FindingCode.MISSING, "question"),
            Finding.of(FindingCode.MISSING, "answer"),
            Finding.of(FindingCode.MISSING, "similar"),
            Finding.of(FindingCode.NO_OWNER, "owner"));
  }

  @Test
  void anAnswerOfMarkupAloneIsNoAnswer() {
    assertThat(codes(GOOD.answer("<img src=x onerror=alert(1)>").content()))
        .containsExactly(FindingCode.MISSING, FindingCode.MARKUP);
  }

  @Test
  void whatIsTooLongOrTooMuchBlocks() {
    assertThat(check(GOOD.answer("答".repeat(2001)).content()))
        .containsExactly(Finding.of(FindingCode.TOO_LONG, "answer", "2001", "2000"));
    assertThat(check(GOOD.alsoAsked("问".repeat(201)).content()))
        .containsExactly(Finding.of(FindingCode.TOO_LONG, "similar", "201", "200"));
    String[] many = IntStream.range(0, 501).mapToObj("相似%d"::formatted).toArray(String[]::new);
    assertThat(check(GOOD.alsoAsked(many).content()))
        .containsExactly(Finding.of(FindingCode.TOO_MANY, "similar", "501", "500"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u0001", "\u202E", "\u200B", "\uFEFF", "\uE000"})
  void unseenCharactersBlock(String unseen) {
    assertThat(codes(GOOD.answer("满减" + unseen + "活动").content()))
        .containsExactly(FindingCode.CONTROL_CHARACTERS);
  }

  @Test
  void emojiAndLinesAreSeen() {
    assertThat(codes(GOOD.answer("第一行\n第二行👨‍👩‍👧❤️").content())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "点<a href='javascript:x'>这里</a>",
        "<b>重要</b>",
        "好<script>x</script>",
        "好<!-- 藏 -->",
        "好&lt;script&gt;x&lt;/script&gt;",
        "好<svg/onload=x>"
      })
  void markupIsToldAndTakenOut(String answer) {
    DraftContent content = GOOD.answer(answer).content();

    assertThat(codes(content)).containsExactly(FindingCode.MARKUP);
    assertThat(content.toEntry(ID).answer()).doesNotContain("<", "&lt;", "javascript");
  }

  @ParameterizedTest
  @ValueSource(strings = {"重量<5斤", "3 < 5 & 7 > 2", "A&B 套餐", "小于号 <3", "a && b"})
  void signsThatAreNoMarkupStay(String answer) {
    assertThat(PlainText.of(answer)).isEqualTo(answer);
  }

  @Property(tries = 1000, seed = "20261123")
  void takingMarkupOutTwiceChangesNothingMore(@ForAll String text) {
    String once = PlainText.of(text);

    assertThat(PlainText.of(once)).isEqualTo(once);
  }

  @Test
  void aPersonsNumberIsMaskedInTheFinding() {
    assertThat(check(GOOD.answer("找小李 138-1234-5678").content()))
        .containsExactly(Finding.of(FindingCode.PHONE_NUMBER, "answer", "138****5678"));
    assertThat(codes(GOOD.answer("热线400-000-0618").content())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "pages/order/list",
        "https://a.cn/pages/x",
        "/pages/",
        "/pages/a b",
        "//pages/a",
        "/pages/../a",
        "javascript:alert(1)",
        "/pages/a?b=<x>"
      })
  void aPageThatIsNoPathBlocks(String page) {
    assertThat(codes(GOOD.page(page).content())).containsExactly(FindingCode.MALFORMED_PAGE);
  }

  @Test
  void aPageThatNobodyKnowsIsTold() {
    assertThat(check(GOOD.page("/pages/other/page?a=1").content()))
        .containsExactly(Finding.of(FindingCode.UNKNOWN_PAGE, "page", "/pages/other/page?a=1"));
    assertThat(codes(GOOD.page(null).content())).isEmpty();
  }

  @Test
  void datesThatAreNeverOrOverBlock() {
    Instant now = CLOCK.instant();
    Instant tomorrow = now.plus(Duration.ofDays(1));
    Instant yesterday = now.minus(Duration.ofDays(1));

    assertThat(codes(GOOD.when(tomorrow, tomorrow).content()))
        .containsExactly(FindingCode.NEVER_VALID);
    assertThat(codes(GOOD.when(null, now).content())).containsExactly(FindingCode.EXPIRED);
    assertThat(codes(GOOD.when(yesterday, tomorrow).content()))
        .containsExactly(FindingCode.STARTED_BEFORE);
    assertThat(codes(GOOD.when(now, tomorrow).content())).isEmpty();
  }

  @Test
  void namesThatDoNotExistBlock() {
    assertThat(codes(GOOD.where("delivery.fees", Set.of("webb"), Set.of("北京")).content()))
        .containsExactly(
            FindingCode.UNKNOWN_INTENT, FindingCode.UNKNOWN_CHANNEL, FindingCode.UNKNOWN_CITY);
    assertThat(codes(GOOD.where("", Set.of(), Set.of()).content())).isEmpty();
  }

  @Test
  void aPlaceholderThatNamesNoFactBlocks() {
    assertThat(check(GOOD.answer("收 {delivery.fees}").content()))
        .containsExactly(Finding.of(FindingCode.UNKNOWN_PLACEHOLDER, "answer", "{delivery.fees}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"收 {delivery.fee", "收 delivery.fee}", "收 {配送费}", "收 {}"})
  void aPlaceholderThatIsNoneBlocks(String answer) {
    assertThat(codes(GOOD.answer(answer).content())).contains(FindingCode.BROKEN_PLACEHOLDER);
  }

  @Test
  void anAnswerThatRepeatsTheQuestionBlocks() {
    assertThat(codes(GOOD.answer("配送费多少").content()))
        .containsExactly(FindingCode.ANSWER_IS_QUESTION);
  }

  @Test
  void aQuestionWrittenTwiceIsTold() {
    assertThat(check(GOOD.alsoAsked("配送费多少", "运费", "运费？").content()))
        .containsExactly(
            Finding.of(FindingCode.REPEATED_QUESTION, "similar", "配送费多少"),
            Finding.of(FindingCode.REPEATED_QUESTION, "similar", "运费？"));
  }

  private static ToldQuestions.Told other(String form, DraftContent content) {
    return new ToldQuestions.Told(new EntryId("other"), form, content);
  }

  @Test
  void anotherAnswerToTheSameQuestionBlocks() {
    told = List.of(other("运费怎么收", DraftContent.of("运费怎么收", "包邮")));

    assertThat(check(GOOD.content()))
        .containsExactly(
            new Finding(
                FindingCode.CONTRADICTION,
                "similar",
                List.of("运费怎么收", "other"),
                new EntryId("other"),
                1.0));
  }

  @Test
  void theSameAnswerToTheSameQuestionIsTold() {
    told = List.of(other("配送费多少", DraftContent.of("配送费多少", "满 39 元 免，不满收 {delivery.fee}")));

    assertThat(check(GOOD.content()))
        .extracting(Finding::code, Finding::field)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(FindingCode.DUPLICATE, "question"));
  }

  @Test
  void anotherCityMayAnswerOtherwise() {
    told = List.of(other("配送费多少", GOOD.answer("上海另算").where("", Set.of(), Set.of("上海")).content()));

    assertThat(check(GOOD.content())).isEmpty();
  }

  @Test
  void nearQuestionsAreToldWithTheirProbability() {
    var entry = new EntryId("other");
    near =
        List.of(
            new NearQuestions.Near(entry, "配送费是多少", 0.97),
            new NearQuestions.Near(entry, "配送时间", 0.6));

    assertThat(check(GOOD.alsoAsked().content()))
        .containsExactly(
            new Finding(
                FindingCode.NEAR_DUPLICATE,
                "question",
                List.of("配送费多少？", "other", "配送费是多少", "0.97"),
                entry,
                0.97));
  }

  @ParameterizedTest
  @EnumSource(FindingCode.class)
  void everyFindingCanBeSaid(FindingCode code) {
    var finding = new Finding(code, "answer", List.of("甲", "乙", "丙", "丁"), null, null);

    assertThat(new FindingTexts().of(finding)).isNotBlank().doesNotContain("{", "}");
  }

  @Test
  void aFindingIsSaidInOneSentence() {
    assertThat(
            new FindingTexts()
                .of(Finding.of(FindingCode.OTHER_THAN_FACT, "answer", "8元", "delivery.fee", "5 元")))
        .isEqualTo("答案写的是“8元”，店铺事实“delivery.fee”是“5 元”");
  }

  @Test
  void theDemoShopIsFreeOfFindingsButForOwners() {
    Set<String> intents =
        EntryFile.demoAsWritten().stream().map(Entry::intent).collect(Collectors.toSet());
    var guards =
        new Guards(
            new Lowercase("lowercase"),
            (forms, except, limit) -> List.of(),
            (question, except, limit) -> Collections.emptyList(),
            DemoFacts.shipped(),
            new KnownNames(intents, Set.of(), Set.of(), Set.of()),
            CLOCK);

    assertThat(
            EntryFile.demoAsWritten().stream()
                .flatMap(entry ->
                    guards.check(entry.id(), DraftContent.of(entry)).stream()
                        .filter(finding -> finding.code() != FindingCode.NO_OWNER)
                        .map(finding -> entry.id() + " " + finding)))
        .isEmpty();
  }
}
