package io.xianda.intent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.StringLength;

/** No input whatever breaks the reading, and what is read is fit for the models. */
class NormaliserPropertiesTest {

  /** Unicode: no character has a compatibility form of more than eighteen. */
  private static final int LONGEST_COMPATIBILITY_FORM = 18;

  @Example
  void everyCharacterAloneIsRead() {
    assertThat(
            IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .mapToObj(Character::toString)
                .filter(typed -> !isReadable(typed, Normaliser.normalise(typed).text()))
                .toList())
        .isEmpty();
  }

  @Property(tries = 3000, seed = "20261122")
  void anyStringIsRead(@ForAll @StringLength(max = 200) String typed) {
    assertReadable(typed);
  }

  @Property(tries = 3000, seed = "20261123")
  void anyMixtureOfWhatPeopleTypeIsRead(@ForAll("mixtures") String typed) {
    assertReadable(typed);
  }

  @Example
  void readingAnyCharacterTwiceChangesNothingMore() {
    assertThat(
            IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .mapToObj(Character::toString)
                .map(typed -> Normaliser.normalise(typed).text())
                .filter(once -> !Normaliser.normalise(once).text().equals(once))
                .toList())
        .isEmpty();
  }

  @Property(tries = 3000, seed = "20261124")
  void readingAnyStringTwiceChangesNothingMore(@ForAll @StringLength(max = 200) String typed) {
    assertReadingTwiceChangesNothing(typed);
  }

  @Property(tries = 5000, seed = "20261126")
  void readingAnyMixtureTwiceChangesNothingMore(@ForAll("mixtures") String typed) {
    assertReadingTwiceChangesNothing(typed);
  }

  private static void assertReadingTwiceChangesNothing(String typed) {
    String once = Normaliser.normalise(typed).text();

    assertThat(Normaliser.normalise(once).text()).isEqualTo(once);
  }

  @Property(tries = 2000, seed = "20261125")
  void plainTextNeverGrowsLonger(@ForAll("plainTexts") String typed) {
    assertThat(Normaliser.normalise(typed).text().length()).isLessThanOrEqualTo(typed.length());
  }

  /** Fragments in any order: masks beside masks, runs across borders, halves of characters. */
  @Provide
  Arbitrary<String> mixtures() {
    return Arbitraries.of(
            "草莓",
            "號",
            "号",
            "字",
            "！",
            "!!",
            "?",
            "…",
            "😡",
            "❤️",
            "XM",
            "xm ",
            "2606150001",
            "13800138000",
            "12315",
            "0",
            "www.",
            "a.cn/p",
            " ",
            "　",
            "\n",
            "\u0000",
            "\u200d",
            "\ufe0f",
            "\ud83d",
            "\ude00",
            "\u0301",
            "e",
            "İ",
            "ſ",
            "Å",
            "ﷺ",
            "㎏",
            "①",
            "ＡＢ",
            "ß")
        .list()
        .ofMaxSize(30)
        .map(parts -> String.join("", parts));
  }

  @Provide
  Arbitrary<String> plainTexts() {
    return Arbitraries.strings()
        .ofMaxLength(80)
        .withCharRange(' ', '~')
        .withCharRange('一', '龥')
        .withChars('，', '。', '？', '！', '、', '：', '～', '　');
  }

  private static void assertReadable(String typed) {
    String text = Normaliser.normalise(typed).text();

    assertThat(isReadable(typed, text)).as(text).isTrue();
  }

  /**
   * Without controls, upper case, halves of characters or spaces around it; and of bounded length.
   */
  private static boolean isReadable(String typed, String text) {
    return text.codePoints()
            .noneMatch(c ->
                Character.isISOControl(c)
                    || (c >= 'A' && c <= 'Z')
                    || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE))
        && text.equals(text.strip())
        && text.length() <= LONGEST_COMPATIBILITY_FORM * typed.length();
  }
}
