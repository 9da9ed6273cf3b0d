package io.xianda.dialogue;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How long somebody has borne with the bot; part of its memory, sealed as that is.
 *
 * @param said what was said last, in its normal form and without marks, cut off
 * @param times how many times in a row it was said, nearly the same, from 1
 * @param angry how many messages were angry since a task last went on
 */
record Patience(String said, int times, int angry) {

  /** Who repeats more than this repeats it from its beginning. */
  private static final int LONGEST = 80;

  /** Two messages that share this part of their pairs of characters are the same. */
  private static final double SAME = 0.75;

  /**
   * After one message more.
   *
   * @param before or {@code null} for the first
   * @param text normalised
   * @param isAngry whether it is
   * @param wentOn whether it made a task go on
   */
  static Patience after(@Nullable Patience before, String text, boolean isAngry, boolean wentOn) {
    int times = before != null && before.isSame(text) ? before.times() + 1 : 1;
    int angry = (before == null ? 0 : before.angry()) + (isAngry ? 1 : 0);
    return new Patience(plain(text), times, wentOn ? 0 : angry);
  }

  /** Whether it is nearly what was said last (Dice coefficient of pairs of characters). */
  boolean isSame(String text) {
    String now = plain(text);
    if (now.isEmpty() || said.isEmpty()) {
      return false;
    }
    Set<String> a = pairs(said);
    Set<String> b = pairs(now);
    Set<String> both = new HashSet<>(a);
    both.retainAll(b);
    return 2.0 * both.size() / (a.size() + b.size()) >= SAME;
  }

  private static String plain(String text) {
    String plain = text.replaceAll("[\\p{P}\\p{S}\\s啊呀呢吧嘛哦]", "");
    return plain.substring(
        0, plain.offsetByCodePoints(0, Math.min(LONGEST, plain.codePointCount(0, plain.length()))));
  }

  private static Set<String> pairs(String text) {
    String framed = "^" + text + "$";
    Set<String> pairs = new HashSet<>();
    for (int i = 0; i + 1 < framed.length(); i++) {
      pairs.add(framed.substring(i, i + 2));
    }
    return pairs;
  }
}
