package io.xianda.knowledge;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Which goods a text names. 香蕉怎么放 is not answered by what is said of strawberries, however like the
 * two questions are. Never changed once made.
 */
public final class GoodsNamed {

  private static final Map<String, Integer> NUMBER_OF_NAME = read();
  private static final int LONGEST_NAME =
      NUMBER_OF_NAME.keySet().stream().mapToInt(String::length).max().orElse(0);

  private final BitSet numbers = new BitSet();

  private GoodsNamed() {}

  /** All names of goods that the shop knows, such as {@code 草莓} and {@code 红颜}. */
  public static Set<String> names() {
    return Set.copyOf(NUMBER_OF_NAME.keySet());
  }

  /** The goods that stand in any of these texts. */
  static GoodsNamed in(List<String> texts) {
    var named = new GoodsNamed();
    texts.forEach(named::read);
    return named;
  }

  private void read(String text) {
    int at = 0;
    while (at < text.length()) {
      at += Math.max(1, longestNameAt(text, at));
    }
  }

  /** Notes the longest name at this place (胡萝卜 is no 萝卜) and gives its length, or 0. */
  private int longestNameAt(String text, int at) {
    for (int length = Math.min(LONGEST_NAME, text.length() - at); length > 0; length--) {
      Integer number = NUMBER_OF_NAME.get(text.substring(at, at + length));
      if (number != null) {
        numbers.set(number);
        return length;
      }
    }
    return 0;
  }

  /**
   * 1 when both name some of the same goods, -1 when both name goods and none is the same, else 0.
   */
  int agreesWith(GoodsNamed other) {
    if (numbers.isEmpty() || other.numbers.isEmpty()) {
      return 0;
    }
    return numbers.intersects(other.numbers) ? 1 : -1;
  }

  private static Map<String, Integer> read() {
    try (InputStream in =
        Objects.requireNonNull(
            GoodsNamed.class.getResourceAsStream("goods.txt"), "goods.txt is missing")) {
      Map<String, Integer> names = new HashMap<>();
      int number = 0;
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)) {
        if (!line.isBlank() && !line.startsWith("#")) {
          for (String name : line.strip().split(" ", -1)) {
            names.put(name, number);
          }
          number++;
        }
      }
      return names;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
