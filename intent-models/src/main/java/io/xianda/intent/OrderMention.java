package io.xianda.intent;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An order that a message names by its number. */
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

  /** The mentions in a text as it was typed, in their order; none is no error. */
  static List<OrderMention> in(String raw) {
    String text = Normalizer.normalize(raw, Normalizer.Form.NFKC).toUpperCase(Locale.ROOT);
    Matcher bare = Patterns.BARE.matcher(text);
    if (bare.matches()) {
      return List.of(new Tail(bare.group("digits")));
    }
    List<OrderMention> found = new ArrayList<>();
    Matcher matcher = Patterns.MENTION.matcher(text);
    while (matcher.find()) {
      String whole = matcher.group("whole");
      if (whole != null) {
        found.add(new Whole("XM" + whole.replaceAll("\\D", "")));
      } else {
        found.add(new Tail(matcher.group("tail")));
      }
    }
    return found;
  }

  /** Compiled once; not part of the interface. */
  final class Patterns {
    private static final Pattern MENTION =
        Pattern.compile(
            // Ten digits or more in one piece, or in groups as people read a number out: then ten
            // at most, so that
            // 「XM2606150001 2盒」 names two boxes and not an order of eleven digits.
            "XM[ -]?(?<whole>\\d{10,20}|\\d(?:[ -]?\\d){5,9})(?!\\d)"
                + "|(?:尾[号號数數]|最?[后後]四位|末四位)(?:是|为|為)?:? ?(?<tail>\\d{4})(?!\\d)");

    /** A message that is nothing but digits, as an answer to "which order". */
    private static final Pattern BARE = Pattern.compile("\\s*(?<digits>\\d{4,20})\\s*");

    private Patterns() {}
  }
}
