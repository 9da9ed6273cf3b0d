package io.xianda.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The demo shop's entries are complete, and a broken file says what is wrong with it. */
class EntryFileTest {

  @Test
  void theDemoShopHas178Entries() {
    assertThat(EntryFile.demo()).hasSize(178).extracting(Entry::id).doesNotHaveDuplicates();
  }

  @Test
  void everyDemoEntryHasAnIntentAndSeveralWaysToAsk() {
    assertThat(EntryFile.demo())
        .allSatisfy(entry -> {
          assertThat(entry.intent()).as(entry.id().value()).isNotBlank();
          assertThat(entry.similar()).as(entry.id().value()).isNotEmpty().doesNotContain("");
        });
  }

  @Test
  void aPageIsAPathOfTheMiniProgramOrMissing() {
    assertThat(EntryFile.demo())
        .extracting(Entry::page)
        .contains((String) null, "/pages/cart/index")
        .allSatisfy(
            page -> assertThat(page == null || page.startsWith("/pages/")).as(page).isTrue());
  }

  @Test
  void entriesAreReadInTheirOrder() {
    assertThat(
            read(
                """
                faq:
                  - id: invoice-how
                    intent: invoice
                    question: 怎么开发票？
                    similar: ["能开票吗", 12315]
                    answer: 在订单详情页申请。
                    page: /pages/order/list
                  - {id: b, intent: account, question: 怎么注销, answer: 联系客服}
                """))
        .containsExactly(
            new Entry(
                new EntryId("invoice-how"),
                "invoice",
                "怎么开发票？",
                List.of("能开票吗", "12315"),
                "在订单详情页申请。",
                "/pages/order/list"),
            new Entry(new EntryId("b"), "account", "怎么注销", List.of(), "联系客服", null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"id", "intent", "question", "answer"})
  void anEntryWithoutARequiredFieldIsShown(String field) {
    String entry =
        """
        faq:
          - id: invoice-how
            intent: invoice
            question: 怎么开发票
            answer: 在订单详情页申请
        """
            .replaceFirst(field + ": ", field + "-typo: ");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(entry))
        .withMessageContaining("lacks the field " + field)
        .withMessageContaining("invoice");
  }

  @Test
  void anIdThatStandsTwiceIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            read(
                """
                faq:
                  - {id: a, intent: invoice, question: 怎么开发票, answer: 申请}
                  - {id: a, intent: invoice, question: 能开票吗, answer: 能}
                """))
        .withMessage("entry a stands twice");
  }

  @Test
  void anImpossibleIdIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read("faq: [{id: 开 票, intent: invoice, question: 怎么开发票, answer: 申请}]"))
        .withMessageContaining("开 票");
  }

  @Test
  void anEntryWithABlankAnswerIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read("faq: [{id: a, intent: invoice, question: 怎么开发票, answer: ' '}]"))
        .withMessage("entry a needs a question and an answer");
  }

  @Test
  void aFileWithoutTheListIsRejected() {
    assertThatThrownBy(() -> read("entries: []")).hasMessage("the file has no list faq");
  }

  private static List<Entry> read(String yaml) {
    return EntryFile.read(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)));
  }
}
