package io.xianda.intent.slot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Orders that a message names by their numbers, with where they stand: whole numbers in one piece
 * or in groups, their ends (尾号0001和0002, 0001那单, in Chinese digits as well), a number after 订单号, or
 * nothing but digits, as an answer to "which order". A message that is nothing but a mobile number
 * or a date of eight digits names no order, and the tail of a phone or of a bank card is none of an
 * order.
 *
 * <p>Reads the text as it was typed, since normalised text has lost its numbers. Thread-safe;
 * linear in the length of the text.
 */
public final class OrderMentions {

  private static final String TAIL = "(?:\\d{4}(?!\\d)|[零〇幺一二三四五六七八九]{4}(?![零〇幺一二三四五六七八九]))";

  private static final Pattern MENTION =
      Pattern.compile(
          // Ten digits or more in one piece, or ten at most in groups: what follows a number read
          // out in groups may be an amount.
          "(?<![a-z])xm[ -]?(?<whole>\\d{10,20}|\\d(?:[ -]?\\d){5,9})(?!\\d)"
              + "|(?<!手机|电话|号码|手机号|卡|银行卡|卡的|机的)(?:尾[号数]|[最末]?后[四4]位|末[四4]位)(?:数字?)?"
              + "(?:是|为)?[: ]{0,2}(?<tail>"
              + TAIL
              + ")(?!的?(?:手机|电话|卡|号码|银行))"
              + "|(?:订单|单)(?:编?号)?(?:是|为)?[:# ]{0,2}(?<bare>\\d{10})(?!\\d)"
              + "|(?<!\\d|[-.:])(?<that>\\d{4})(?:的?[那这](?:一?个?订?单|一?笔)|结尾的)");

  private static final Pattern NEXT_TAIL =
      Pattern.compile("(?:和|跟|与|还有|以及|[,、 /])(?<tail>" + TAIL + ")");

  private static final Pattern BARE = Pattern.compile("\\s*(?<digits>\\d{4,20})\\s*");
  private static final Pattern MOBILE = Pattern.compile("(?:86)?1[3-9]\\d{9}");
  private static final Pattern DATE =
      Pattern.compile("20\\d\\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])");

  private OrderMentions() {}

  /** The orders that a text as it was typed names, in its order. */
  public static List<Mention<OrderMention>> in(String raw) {
    String text = SameLength.of(raw);
    Matcher bare = BARE.matcher(text);
    if (bare.matches()) {
      String digits = bare.group("digits");
      if (MOBILE.matcher(digits).matches() || DATE.matcher(digits).matches()) {
        return List.of();
      }
      return List.of(mention(bare, "digits", new OrderMention.Tail(digits)));
    }
    List<Mention<OrderMention>> found = new ArrayList<>();
    Matcher matcher = MENTION.matcher(text);
    int from = 0;
    while (from <= text.length() && matcher.find(from)) {
      from = matcher.end();
      if (matcher.group("whole") != null) {
        String number = matcher.group().toUpperCase(Locale.ROOT).replaceAll("[ -]", "");
        found.add(new Mention<>(new Span(matcher.start(), from), new OrderMention.Whole(number)));
      } else if (matcher.group("bare") != null) {
        found.add(mention(matcher, "bare", new OrderMention.Tail(matcher.group("bare"))));
      } else if (matcher.group("that") != null) {
        found.add(mention(matcher, "that", new OrderMention.Tail(matcher.group("that"))));
      } else {
        found.add(mention(matcher, "tail", new OrderMention.Tail(digits(matcher.group("tail")))));
        from = moreTails(text, from, found);
      }
    }
    return List.copyOf(found);
  }

  private static int moreTails(String text, int from, List<Mention<OrderMention>> found) {
    Matcher next = NEXT_TAIL.matcher(text);
    int at = from;
    while (next.region(at, text.length()).lookingAt()) {
      found.add(mention(next, "tail", new OrderMention.Tail(digits(next.group("tail")))));
      at = next.end();
    }
    return at;
  }

  private static Mention<OrderMention> mention(Matcher matcher, String group, OrderMention value) {
    return new Mention<>(new Span(matcher.start(group), matcher.end(group)), value);
  }

  private static String digits(String tail) {
    StringBuilder digits = new StringBuilder();
    for (int i = 0; i < tail.length(); i++) {
      digits.append(Numerals.digit(tail.charAt(i)));
    }
    return digits.toString();
  }
}
