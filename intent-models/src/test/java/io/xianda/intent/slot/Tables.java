package io.xianda.intent.slot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** What the tests of the extractors share: mentions in one line, and texts to break them with. */
final class Tables {

  /** What stands in a table where nothing is found. */
  private static final String NONE = "-";

  private static final String[] PIECES = {
    "草莓",
    "坏了",
    "烂",
    "三",
    "两",
    "半",
    "十",
    "几",
    "百",
    "千",
    "万",
    "零",
    "3",
    "12",
    "0.5",
    ".",
    "/",
    "%",
    "分之",
    "成",
    "一",
    "俩",
    "个",
    "盒",
    "袋",
    "斤",
    "克",
    "g",
    "kg",
    "公斤",
    "里",
    "只有",
    "少了",
    "说是",
    "称了",
    "全",
    "都",
    "没",
    "不",
    "好",
    "的",
    "是",
    "可以",
    "吗",
    "投诉",
    "急",
    "!!!",
    "?",
    ",",
    " ",
    "大半",
    "多",
    "左右",
    "第",
    "99999999",
    "100000000000",
    "-",
    "到",
    "点",
    "呵呵",
    "。",
    "\n",
    "😡",
    "\ud83d",
    "İ",
    "１２",
    "％",
    "百分"
  };

  private Tables() {}

  /** Such as {@code 3盒=3盒; 两袋=2袋}. */
  static <T> String shown(String text, List<Mention<T>> found, Function<T, String> value) {
    return found.isEmpty()
        ? NONE
        : found.stream()
            .map(mention -> mention.span().of(text) + "=" + value.apply(mention.value()))
            .collect(Collectors.joining("; "));
  }

  /** Any characters, and what shoppers say in any order. */
  static Arbitrary<String> texts() {
    return Arbitraries.oneOf(
        Arbitraries.strings().ofMaxLength(100),
        Arbitraries.of(PIECES).list().ofMaxSize(40).map(parts -> String.join("", parts)));
  }

  static <T> void assertInOrder(String text, List<Mention<T>> found) {
    int free = 0;
    for (Mention<T> mention : found) {
      assertThat(mention.span().start()).isGreaterThanOrEqualTo(free);
      free = mention.span().end();
    }
    assertThat(free).isLessThanOrEqualTo(text.length());
  }
}
