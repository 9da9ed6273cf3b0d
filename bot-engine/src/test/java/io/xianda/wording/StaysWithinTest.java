package io.xianda.wording;

import static io.xianda.wording.Answered.answer;
import static org.assertj.core.api.Assertions.assertThat;

import io.xianda.knowledge.DemoFacts;
import io.xianda.knowledge.Entry;
import io.xianda.knowledge.EntryFile;
import io.xianda.knowledge.FillPlaceholders;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said in other words says the same, or is not said. */
class StaysWithinTest {

  private static final String FEE = "一单满39元免配送费，不满39元收5元。结算页上能看到这单的配送费是多少。";
  private static final String KEEP = "生鲜不支持七天无理由；没拆封的包装食品支持，签收后7天内在订单页申请就行。";
  private static final String CITIES = "目前开通了杭州、上海、苏州三座城市，具体地址能不能送，在首页定位就能看到结果。";

  private final StaysWithin lenient = new StaysWithin(new Agreeing());

  @ParameterizedTest
  @ValueSource(
      strings = {
        FEE,
        "您好，一单满39元免配送费，不满39元收5元。结算页上能看到这单的配送费是多少哦。",
        "亲，您这一单满39元就免配送费，不满39元的收5元，结算页上就能看到这单的配送费是多少。"
      })
  void courtesyAndOrderOfSpeechMayChange(String rewording) {
    answer(FEE).to("运费多少").said(rewording).isUsed();
  }

  @ParameterizedTest
  @CsvSource({
    // Another figure, and another unit.
    "一单满29元免配送费，不满29元收5元。结算页上能看到这单的配送费是多少。, FIGURE",
    "一单满39分免配送费，不满39元收5元。结算页上能看到这单的配送费是多少。, FIGURE",
    "一单满三十九元免配送费，不满39元收5元。结算页上能看到这单的配送费是多少。, FIGURE",
    // Swapped, so that every figure is still there.
    "一单满5元免配送费，不满5元收39元。结算页上能看到这单的配送费是多少。, FIGURE",
    "一单不满39元免配送费，满39元收5元。结算页上能看到这单的配送费是多少。, CONDITION",
    // Half of it.
    "一单满39元免配送费。结算页上能看到这单的配送费是多少。, THING",
    // New promises.
    "一单满39元免配送费，不收5元。结算页上能看到这单的配送费是多少。, NEGATION",
    "一单满39元一定免配送费，不满39元收5元。结算页上能看到这单的配送费是多少。, PROMISE",
    "一单满39元免配送费，不满39元收5元，立即到账。结算页上能看到这单的配送费是多少。, PROMISE",
    "已为您免配送费，一单满39元，不满39元收5元。结算页上能看到这单的配送费是多少。, DEED",
    "一单满39元免配送费，不满39元收5元。结算页上能看到这单的配送费是多少，明天更便宜。, TIME",
    // What is not ours to say.
    "一单满39元免配送费，不满39元收5元。结算页上能看到这单的配送费是多少，草莓也是。, GOODS",
    "一单满39元免配送费，不满39元收5元。结算页上能看到这单的配送费是多少，老板是骗子。, WORD",
    "一单满39元免配送费，不满39元收5元。结算页上能看到这单的配送费是多少，见 www.evil.example, SIGN",
    "**一单满39元免配送费**，不满39元收5元。结算页上能看到这单的配送费是多少。, SIGN",
    "一单滿39元免配送費，不滿39元收5元。结算页上能看到这单的配送费是多少。, SIGN",
    "一单满３９元免配送费，不满39元收5元。结算页上能看到这单的配送费是多少。, SIGN",
    "电话13800000001。一单满39元免配送费，不满39元收5元。结算页上能看到这单的配送费是多少。, FIGURE"
  })
  void anythingElseIsRefused(String rewording, Departure departure) {
    answer(FEE).to("运费多少").said(rewording).isRefused(departure);
  }

  @Test
  void aDenialStaysOne() {
    answer(KEEP).said("生鲜支持七天无理由；没拆封的包装食品支持，签收后7天内在订单页申请就行。").isRefused(Departure.FIGURE);
    answer(CITIES).said("目前开通了杭州、上海、苏州三座城市，具体地址能送，在首页定位就能看到结果。").isRefused(Departure.DEED);
  }

  @Test
  void aDenialIsNotMovedToSomethingElse() {
    answer("包装食品不支持当面验货，生鲜商品支持当面验货。").said("生鲜商品不支持当面验货，包装食品支持当面验货。").isRefused(Departure.CLAUSE);
  }

  @Test
  void goodsThatTheShopperHasNamedMayBeNamed() {
    String storage = "建议放冰箱冷藏，2天内吃完。";
    answer(storage).to("草莓怎么放").said("草莓建议放冰箱冷藏，2天内吃完哦。").isUsed();
    answer(storage).to("怎么放").said("草莓建议放冰箱冷藏，2天内吃完哦。").isRefused(Departure.GOODS);
  }

  @Test
  void halfOfAnAnswerIsNone() {
    answer("口感偏软糯的那款更合老人口味，想要清爽脆口的看看另外那款。").said("口感偏软糯的那款更合老人口味。").isRefused(Departure.LOSS);
  }

  @Test
  void anotherMeaningInTheSameWordsIsRefused() {
    assertThat(new StaysWithin(new Disagreeing()).departure("您好，" + CITIES, "", CITIES, ""))
        .contains(Departure.MEANING);
  }

  @Test
  void nothingAndTooMuchAreRefused() {
    answer(FEE).said("  ").isRefused(Departure.EMPTY);
    answer(FEE).said(FEE.repeat(3)).isRefused(Departure.LONG);
  }

  @Test
  void everyShippedAnswerSaysWhatItSays() {
    for (Entry entry : EntryFile.demoAsWritten()) {
      if (new FillPlaceholders(DemoFacts.shipped()).fill(entry.answer())
          instanceof FillPlaceholders.Result.Filled(String text)) {
        assertThat(lenient.departure(text, entry.question(), text, ""))
            .describedAs("%s", entry.id())
            .isEmpty();
      }
    }
  }

  @Provide
  Arbitrary<Entry> entries() {
    return Arbitraries.of(EntryFile.demoAsWritten());
  }

  @Property(tries = 400)
  void noFigureIsEverChanged(@ForAll("entries") Entry entry, @ForAll int where, @ForAll int by) {
    String answer = entry.answer();
    List<Integer> digits =
        IntStream.range(0, answer.length())
            .filter(i -> answer.charAt(i) >= '0' && answer.charAt(i) <= '9')
            .boxed()
            .toList();
    if (digits.isEmpty()) {
      return;
    }
    int at = digits.get(Math.floorMod(where, digits.size()));
    char other = (char) ('0' + (answer.charAt(at) - '0' + 1 + Math.floorMod(by, 9)) % 10);

    String changed = answer.substring(0, at) + other + answer.substring(at + 1);

    assertThat(lenient.departure(changed, entry.question(), answer, "")).isPresent();
  }

  @Provide
  Arbitrary<String> forbidden() {
    return Arbitraries.of(
        "保证",
        "一定",
        "立即",
        "全额",
        "免费",
        "马上",
        "不",
        "没有",
        "仅限",
        "3天",
        "五十元",
        "10%",
        "明天",
        "退款",
        "赔偿",
        "已为您",
        "13800000001",
        "http://a.cn",
        "<b>",
        "〔电话1〕",
        "😀",
        "\u200b",
        "骗子");
  }

  @Property(tries = 600)
  void nothingIsSlippedIn(
      @ForAll("entries") Entry entry, @ForAll("forbidden") String more, @ForAll int where) {
    String answer = entry.answer();
    int at = Math.floorMod(where, answer.length() + 1);

    String changed = answer.substring(0, at) + more + answer.substring(at);

    if (!Skeleton.of(changed).marks().equals(Skeleton.of(answer).marks())) {
      assertThat(lenient.departure(changed, entry.question(), answer, "")).isPresent();
    }
  }

  @Property(tries = 400)
  void noDenialIsDropped(@ForAll("entries") Entry entry) {
    String answer = entry.answer();
    Skeleton.of(answer).marks().stream()
        .filter(mark -> mark.kind() == Mark.Kind.NEGATION)
        .forEach(mark -> {
          String text = Skeleton.compact(answer);
          String without = text.substring(0, mark.start()) + text.substring(mark.end());
          assertThat(lenient.departure(without, entry.question(), answer, "")).isPresent();
        });
  }

  @Property
  void whateverComesBackIsRefusedOrOfTheEntry(@ForAll String anything) {
    assertThat(
            lenient
                .departure(anything, "", FEE, "")
                .map(departure -> true)
                .orElseGet(
                    () -> Skeleton.of(anything).marks().size() == Skeleton.of(FEE).marks().size()))
        .isTrue();
  }
}
