package io.xianda.intent.slot;

import java.util.List;

/**
 * Which of the shopper's own items a message means.
 *
 * @param indices into the names that were given, ascending, without repetition, never empty;
 *     several are candidates of which the shopper may mean one, or all where {@link How#ALL} or
 *     {@link How#EXCEPT} says so
 * @param how the item was meant
 */
public record ItemMention(List<Integer> indices, How how) {

  /** How an item was meant, the plainest way first. */
  public enum How {
    /** By its name: 红颜草莓. */
    NAME,
    /** By the end of its name, which says what it is: 草莓. */
    HEAD,
    /**
     * By any other part of its name, a pet name, another word for it, or its size: 那个莓, 莓莓, 300g那盒.
     */
    PART,
    /** By its place in the order shown: 第二个, 最后一个, 下面那个. */
    ORDINAL,
    /** All items of the order shown: 两个都, 全部. */
    ALL,
    /** All but those that were named: 除了草莓. */
    EXCEPT
  }

  public ItemMention {
    indices = List.copyOf(indices);
    if (indices.isEmpty()) {
      throw new IllegalArgumentException("an item mention without an item");
    }
  }

  /**
   * The items that a text means, in its order; empty when it names none of these. An item that the
   * text only sets aside (不是草莓是车厘子, 退草莓不退菠菜) is left out. Normalised text and text as it was typed
   * are read alike. Thread-safe; linear in the length of the text for a given list of names.
   *
   * @param names the items of the shopper's orders in the order in which they are shown, with or
   *     without a size behind: 红颜草莓 300g
   */
  public static List<Mention<ItemMention>> in(String text, List<String> names) {
    return new ItemReader(SameLength.of(text), names).read();
  }
}
