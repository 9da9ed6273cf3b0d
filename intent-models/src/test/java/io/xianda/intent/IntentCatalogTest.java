package io.xianda.intent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The catalogue of intents is complete as shipped, and a broken one says what is wrong with it. */
class IntentCatalogTest {

  private final IntentCatalog shipped = IntentCatalog.shipped();

  @Test
  void theShippedCatalogueHas62IntentsAndOutOfScope() {
    assertThat(shipped.intents()).hasSize(63).doesNotHaveDuplicates();
    assertThat(shipped.intents()).filteredOn(i -> !i.equals(Intent.OUT_OF_SCOPE)).hasSize(62);
  }

  @Test
  void theShippedCatalogueKeepsTheOrderOfItsFile() {
    assertThat(shipped.intents().getFirst()).isEqualTo(new Intent("delivery.eta"));
    assertThat(shipped.intents().getLast()).isEqualTo(Intent.OUT_OF_SCOPE);
    assertThat(shipped.all()).extracting(IntentDefinition::intent).isEqualTo(shipped.intents());
  }

  @Test
  void theShippedCatalogueHasSevenSkillGroupsWithChineseNames() {
    assertThat(shipped.groupNames())
        .containsOnlyKeys(
            "logistics", "aftersale", "order", "marketing", "finance", "product", "general")
        .containsEntry("logistics", "物流专席");
    assertThat(shipped.all())
        .extracting(IntentDefinition::group)
        .isSubsetOf(shipped.groupNames().keySet());
  }

  @Test
  void theShippedCatalogueSaysWhatTheBotDoes() {
    assertThat(shipped.of(new Intent("delivery.eta")).action()).isEqualTo(Action.FLOW);
    assertThat(shipped.of(new Intent("refund.policy")).action()).isEqualTo(Action.FAQ);
    assertThat(shipped.of(Intent.FOOD_SAFETY).action()).isEqualTo(Action.HUMAN);
    assertThat(shipped.of(Intent.WANTS_PERSON).action()).isEqualTo(Action.HUMAN);
    assertThat(shipped.of(new Intent("chat.thanks")).action()).isEqualTo(Action.SOCIAL);
    assertThat(shipped.of(Intent.OUT_OF_SCOPE).action()).isEqualTo(Action.ABSTAIN);
  }

  @Test
  void onlyOutOfScopeAbstains() {
    assertThat(shipped.all())
        .filteredOn(d -> d.action() == Action.ABSTAIN)
        .extracting(IntentDefinition::intent)
        .containsExactly(Intent.OUT_OF_SCOPE);
  }

  @Test
  void noTwoIntentsShareTheNameOfTheirButton() {
    assertThat(shipped.all()).extracting(IntentDefinition::name).doesNotHaveDuplicates();
  }

  @Test
  void anIntentThatTheCatalogueDoesNotKnowIsNamed() {
    var unknown = new Intent("delivery.drone");

    assertThat(shipped.knows(unknown)).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> shipped.of(unknown))
        .withMessageContaining("delivery.drone");
  }

  @Test
  void aSmallCatalogueIsRead() {
    IntentCatalog small =
        read(
            """
            groups: {general: 综合客服}
            intents:
              - {id: chat.greeting, group: general, action: social, name: 问候, means: 打招呼}
              - {id: oos, group: general, action: abstain, name: 超出范围, means: 无关}
            """);

    assertThat(small.all())
        .containsExactly(
            new IntentDefinition(
                new Intent("chat.greeting"), "general", Action.SOCIAL, "问候", "打招呼"),
            new IntentDefinition(Intent.OUT_OF_SCOPE, "general", Action.ABSTAIN, "超出范围", "无关"));
  }

  @Test
  void anUnknownGroupIsNamedWithItsIntent() {
    assertRejected(
        "{id: chat.greeting, group: pilots, action: social, name: 问候, means: 打招呼}",
        "chat.greeting",
        "pilots");
  }

  @Test
  void anUnknownActionIsNamed() {
    assertRejected(
        "{id: chat.greeting, group: general, action: dance, name: 问候, means: 打招呼}", "dance");
  }

  @Test
  void anIntentThatIsDefinedTwiceIsNamed() {
    assertRejected(
        "{id: oos, group: general, action: abstain, name: 又一个, means: 无关}", "oos", "twice");
  }

  @Test
  void anIntentWithoutAFieldIsShown() {
    assertRejected(
        "{id: chat.greeting, group: general, action: social, name: 问候}", "means", "chat.greeting");
  }

  @Test
  void anIntentWithAnImpossibleIdIsShown() {
    assertRejected(
        "{id: Chat Greeting, group: general, action: social, name: 问候, means: 打招呼}",
        "Chat Greeting");
  }

  @Test
  void aCatalogueWithoutOutOfScopeIsRejected() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read("groups: {general: 综合客服}\nintents: []\n"))
        .withMessageContaining("oos");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "Oos", "delivery.", ".eta", "delivery.eta.now", "配送", "delivery eta", "1st"})
  void anIntentHasAPlainIdentifier(String id) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Intent(id))
        .withMessageContaining("not an intent id: " + id);
  }

  private static void assertRejected(String intent, String... named) {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            read(
                """
                groups: {general: 综合客服}
                intents:
                  - {id: oos, group: general, action: abstain, name: 超出范围, means: 无关}
                  - %s
                """
                    .formatted(intent)))
        .satisfies(e ->
            assertThat(named)
                .allSatisfy(word -> assertThat(e.getMessage()).containsIgnoringCase(word)));
  }

  private static IntentCatalog read(String yaml) {
    return IntentCatalog.read(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)));
  }
}
