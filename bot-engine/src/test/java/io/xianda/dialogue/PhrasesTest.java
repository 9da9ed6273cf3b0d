package io.xianda.dialogue;

import static io.xianda.dialogue.Talk.shopper;
import static org.assertj.core.api.Assertions.assertThat;

import io.xianda.conversation.Part;
import io.xianda.flow.OrdersOf;
import io.xianda.intent.Action;
import io.xianda.intent.IntentDefinition;
import io.xianda.order.MerchantAwayException;
import io.xianda.order.Order;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything the bot says besides its tasks has its words, with every place in them filled. */
class PhrasesTest {

  private static final Pattern PLACE = Pattern.compile("\\{(\\d)}");

  private final Phrases says = new Phrases();

  static Stream<String> keys() {
    return ResourceBundle.getBundle("io.xianda.dialogue.phrases", Locale.ROOT).keySet().stream()
        .sorted();
  }

  @ParameterizedTest
  @MethodSource("keys")
  void everyPhraseTakesAllItsArguments(String key) {
    List<Integer> places =
        PLACE
            .matcher(says.of(key))
            .results()
            .map(place -> Integer.valueOf(place.group(1)))
            .distinct()
            .toList();
    // Without arguments a phrase is said as it stands; with arguments its places are filled.
    Object[] arguments =
        places.isEmpty() ? new Object[0] : new Object[] {"<0>", "<1>", "<2>", "<3>"};

    String said = says.of(key, arguments);

    assertThat(said).isNotBlank().doesNotContain("{", "}", "''");
    assertThat(places)
        .allSatisfy(place -> assertThat(said).contains(String.valueOf(arguments[place])));
  }

  static Stream<IntentDefinition> courtesies() {
    return Supposing.CATALOG.all().stream()
        .filter(definition -> definition.action() == Action.SOCIAL);
  }

  @ParameterizedTest
  @MethodSource("courtesies")
  void everyCourtesyOfTheCatalogueHasItsReply(IntentDefinition courtesy) {
    assertThat(says.of("social." + courtesy.intent().id())).isNotBlank();
  }

  private static List<Order> away() {
    throw new MerchantAwayException("no answer", new IOException("timed out"));
  }

  private static List<Order> broken() {
    throw new IllegalStateException("down");
  }

  /** One talk for each kind of decision; its last reply is the one that counts. */
  private static List<Talk> talks() {
    return List.of(
        shopper("lin").says("吃了你们的虾拉肚子"),
        shopper("lin").at("12:00").says("转人工"),
        shopper("lin").at("23:00").says("转人工"),
        shopper("lin").says("转人工").says("骑手态度太差了我要投诉"),
        shopper("lin").says("转人工").says("继续问机器人"),
        shopper("lin").says("你好"),
        shopper("lin").says("几点能送到"),
        shopper("lin").says("骑手到哪了"),
        shopper("chen").says("几点能送到"),
        shopper("chen").says("骑手到哪了"),
        shopper("zhao").says("几点能送到"),
        shopper("zhao").says("几点能送到").says("不用了"),
        shopper("zhao").says("几点能送到").says("XM2606150001"),
        shopper("feng").says("几点能送到"),
        shopper("wu").says("几点能送到"),
        Talk.guest().says("几点能送到"),
        shopper("lin").says("怎么开发票"),
        shopper("lin").daring(Risk.TIMID).says("怎么开发票"),
        shopper("lin").daring(Risk.DEMANDING).says("怎么开发票").says("都不是"),
        shopper("lin").withRules(Rules.REFUND).says("我想退款"),
        shopper("lin").says("今天股市怎么样"),
        shopper("lin").says("好".repeat(1001)),
        shopper("lin").sends(new Part.Image("straw.jpg")),
        shopper("lin").remembering("broken").says("你好"),
        shopper("lin").withOrdersFrom(new OrdersOf(PhrasesTest::away)).says("几点能送到"),
        shopper("lin").withOrdersFrom(new OrdersOf(PhrasesTest::away)).says("几点能送到").says("帮我记下来"),
        shopper("lin").withOrdersFrom(new OrdersOf(PhrasesTest::broken)).says("几点能送到"));
  }

  @Test
  void everyKindOfDecisionIsPutIntoWords() {
    List<Talk> talks = talks();

    assertThat(talks.stream().<Class<?>>map(talk -> talk.outcome().decision().getClass()))
        .containsOnly(Decision.class.getPermittedSubclasses())
        .contains(Decision.class.getPermittedSubclasses());
    for (Talk talk : talks) {
      assertThat(talk.outcome().reply().parts())
          .as(talk.outcome().trace().policy())
          .isNotEmpty()
          .allSatisfy(part -> assertThat(part.toString()).doesNotContain("{", "}", "null", "''"));
    }
  }
}
