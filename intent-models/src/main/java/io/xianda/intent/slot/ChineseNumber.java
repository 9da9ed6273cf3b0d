package io.xianda.intent.slot;

import java.util.List;

/**
 * A number as people write it: 12, 1.5, 两百五, 十几, 两三, 半, 俩, 三分之一, 30%, 两成半, 1/3.
 *
 * @param value exact; not negative; the middle where the text gives a range (两三: 5/2, 十几: 15)
 * @param about whether the numeral itself is vague; words around it (大概, 左右) are not looked at
 */
public record ChineseNumber(Fraction value, boolean about) {

  /**
   * The numbers in a text as it was typed or normalised. Numerals that are part of a word (一下,
   * 三文鱼), ordinals (第一), days of the week and digits that are too long for an amount (phones, order
   * numbers) are left out.
   */
  public static List<Mention<ChineseNumber>> in(String text) {
    return Numeral.in(text).stream()
        .map(n -> new Mention<>(n.span(), new ChineseNumber(n.value(), n.about())))
        .toList();
  }
}
