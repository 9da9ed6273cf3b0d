package io.xianda.intent.slot;

import java.util.List;

/** An order that a message names by its number; {@link OrderMentions} finds them. */
public sealed interface OrderMention {

  /**
   * The whole number.
   *
   * @param number upper case, without spaces, such as {@code XM2606150001}
   */
  record Whole(String number) implements OrderMention {}

  /**
   * Only its end: 尾号0001, 后四位0001, or nothing but digits.
   *
   * @param digits at least four
   */
  record Tail(String digits) implements OrderMention {}

  /** What {@link OrderMentions} finds, without where it stands. */
  static List<OrderMention> in(String raw) {
    return OrderMentions.in(raw).stream().map(Mention::value).toList();
  }
}
