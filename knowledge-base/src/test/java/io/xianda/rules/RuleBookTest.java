package io.xianda.rules;

import static io.xianda.rules.Given.book;
import static io.xianda.rules.Given.entry;
import static io.xianda.rules.Given.in;
import static io.xianda.rules.Given.rule;
import static io.xianda.rules.Given.winner;
import static org.assertj.core.api.Assertions.assertThat;

import io.xianda.knowledge.EntryId;
import io.xianda.knowledge.Reach;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which rule is the one for a message. */
class RuleBookTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          # kind ; phrase ; message ; found at
          EXACT ; 退款 ; 退款 ; 0-2
          EXACT ; 退款 ; 退款！ ; 0-2
          EXACT ; 退款 ; ……退款？？ ; 6-8
          EXACT ; 退款！ ; 退款 ; 0-2
          EXACT ; 退款 ; 退款 😡 ; 0-2
          EXACT ; 退款 ; 我要退款 ;
          EXACT ; 退款 ; 退款了 ;
          EXACT ; 退款 ; 退 款 ;
          EXACT ; VIP ; vip ; 0-3
          EXACT ; ＶＩＰ ; Vip. ; 0-3
          EXACT ; 👍 ; 👍 ; 0-2
          EXACT ; 👍 ; 👎 ;
          EXACT ; ? ; ？ ; 0-1
          EXACT ; 我們的券 ; 我们的券 ; 0-4
          EXACT ; a.b ; a.b ; 0-3
          EXACT ; a.b ; axb ;
          CONTAINS ; 退款 ; 退款 ; 0-2
          CONTAINS ; 退款 ; 我要退款 ; 2-4
          CONTAINS ; 退款 ; 退款怎么还没到账 ; 0-2
          CONTAINS ; 退款 ; 退了款 ;
          CONTAINS ; 退款 ; 退 ;
          CONTAINS ; 退款 ; 退款退款 ; 0-2
          CONTAINS ; 会员日 ; 这个月会员日是哪天 ; 3-6
          CONTAINS ; 会员日 ; 会员日期 ; 0-3
          CONTAINS ; 6.18 ; 6.18有活动吗 ; 0-4
          CONTAINS ; 6.18 ; 6518 ;
          CONTAINS ; VIP ; 我是vip客户 ; 2-5
          CONTAINS ; ｖｉｐ ; 我是VIP客户 ; 2-5
          CONTAINS ; 我們 ; 我们 ; 0-2
          CONTAINS ; 😡 ; 气死我了😡 ; 4-6
          CONTAINS ; (a+)+$ ; 密码是(A+)+$吗 ; 3-9
          PATTERN ; 退款 ; 我要退款 ; 2-4
          PATTERN ; ^退款$ ; 退款 ; 0-2
          PATTERN ; ^退款$ ; 我要退款 ;
          PATTERN ; 退款.{0,6}到账 ; 退款几天能到账 ; 0-7
          PATTERN ; 退款.{0,6}到账 ; 退款到账 ; 0-4
          PATTERN ; 退款.{0,6}到账 ; 退款都过去一个星期了还没到账 ;
          PATTERN ; (退|还)(钱|款) ; 什么时候还钱 ; 4-6
          PATTERN ; (退|还)(钱|款) ; 什么时候还 ;
          PATTERN ; vip\\d ; vip3有什么用 ; 0-4
          PATTERN ; \\d+号店 ; 去12号店自提 ; 1-5
          PATTERN ; 券(?:码|号)\\? ; 券码？ ; 0-3
          PATTERN ; [虾蟹]卡 ; 蟹卡怎么用 ; 0-2
          PATTERN ; [虾蟹]卡 ; 储值卡怎么用 ;
          PATTERN ; \\p{Han}{2}节 ; 中秋节送货吗 ; 0-3
          PATTERN ; 双(11|十一) ; 双十一预售 ; 0-3
          """)
  void aPhraseIsFoundWhereItsKindSaysSo(
      Trigger.Kind kind, String phrase, String message, String at) {
    RuleBook book = book(rule("any").waitsFor(kind, phrase).answers());

    assertThat(
            book.match(Given.normalise(message), "web", Given.NOW)
                .map(match -> match.start() + "-" + match.end())
                .orElse(null))
        .isEqualTo(at);
  }

  @Test
  void theHigherPriorityWinsWhateverTheKind() {
    RuleBook book =
        book(
            rule("low").priority(1).exact("退款").answers(),
            rule("high").priority(3).pattern("退.").answers(),
            rule("middle").priority(2).contains("款").answers());

    assertThat(winner(book, "退款")).isEqualTo("high");
    assertThat(winner(book, "付款")).isEqualTo("middle");
  }

  @Test
  void ofEqualPrioritiesTheFirstIdWins() {
    RuleBook book =
        book(
            rule("c").exact("退款").answers(),
            rule("b").pattern("退款").answers(),
            rule("a").contains("退款").answers());

    assertThat(winner(book, "退款")).isEqualTo("a");
    assertThat(book.rules()).extracting(each -> each.id().value()).containsExactly("a", "b", "c");
  }

  @Test
  void twoRulesMayWaitForTheSamePhrase() {
    RuleBook book =
        book(
            rule("app").priority(1).contains("退款").on("mini_program").answers(),
            rule("web").contains("退款").answers());

    assertThat(winner(book, "退款", "mini_program", Given.NOW)).isEqualTo("app");
    assertThat(winner(book, "退款", "web", Given.NOW)).isEqualTo("web");
  }

  @Test
  void aRuleThatIsSwitchedOffIsNoRule() {
    assertThat(winner(book(rule("off").contains("退款").switchedOff().answers()), "退款")).isNull();
  }

  @Test
  void aRuleOutsideItsScheduleLeavesTheMessageToTheNext() {
    RuleBook book =
        book(
            rule("summer")
                .priority(1)
                .contains("西瓜")
                .during(new Schedule(Set.of(), null, null, in("2026-09-01T00:00")))
                .answers(),
            rule("ever").contains("西瓜").answers());

    assertThat(winner(book, "西瓜", "web", in("2026-08-31T23:59"))).isEqualTo("summer");
    assertThat(winner(book, "西瓜", "web", in("2026-09-01T00:00"))).isEqualTo("ever");
  }

  @Test
  void anEntryIsShownAsLongAsItIsTold() {
    var reach = new Reach(Set.of("web"), Set.of(), null, in("2026-07-01T00:00"));
    RuleBook book =
        book(List.of(rule("invoice").contains("发票").shows("how")), List.of(entry("how", reach)));

    assertThat(winner(book, "发票", "web", Given.NOW)).isEqualTo("invoice");
    assertThat(winner(book, "发票", "mini_program", Given.NOW)).isNull();
    assertThat(winner(book, "发票", "web", in("2026-07-01T00:00"))).isNull();
    assertThat(book.entry(new EntryId("how"))).contains(entry("how", reach));
  }

  @Test
  void anEntryThatIsNotPublishedIsPassedOver() {
    RuleBook book =
        book(
            rule("gone").priority(1).contains("发票").shows("how"),
            rule("next").contains("发票").answers());

    assertThat(winner(book, "发票")).isEqualTo("next");
  }

  @Test
  void theReasonNamesRulePhraseAndPlaceButNotTheWords() {
    RuleBook book = book(rule("refund").contains("退钱", "退款").answers());

    assertThat(book.match("我要退款", "web", Given.NOW).orElseThrow().reason())
        .isEqualTo("rule refund, phrase 2 at 2-4");
  }

  @Test
  void anEmptyBookAndAnEmptyMessageMatchNothing() {
    assertThat(winner(RuleBook.empty(), "退款")).isNull();
    assertThat(winner(book(rule("any").pattern("退款|^$").answers()), "")).isNull();
  }

  @Test
  void ofAMessageOfUnboundedLengthOnlyTheBeginningIsLookedAt() {
    RuleBook book = book(rule("refund").contains("退款").answers());

    assertThat(winner(book, "好".repeat(998) + "退款")).isEqualTo("refund");
    assertThat(winner(book, "好".repeat(999) + "退款")).isNull();
  }

  @Test
  void aPatternThatCannotBeUsedLeavesTheOthersAlone() {
    RuleBook book =
        book(
            rule("broken").priority(1).pattern("(退", "退货").answers(),
            rule("sound").contains("退款").answers());

    assertThat(winner(book, "退款")).isEqualTo("sound");
    assertThat(winner(book, "退货")).isEqualTo("broken");
  }
}
