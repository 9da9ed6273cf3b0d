package io.xianda.intent;

import java.util.Arrays;

/**
 * Character n-grams of one, two and three characters as hashed features: what the sentence vector
 * blurs (numbers, names of goods, a little word that turns the meaning) stays visible in them. Each
 * distinct gram counts once; the weights have length 1 together.
 *
 * @param buckets ascending and distinct, each in [0, {@link #BUCKETS})
 * @param weight the same weight for every bucket
 */
@SuppressWarnings(
    "ArrayRecordComponent") // made once and never changed; copying would cost more than the use
public record CharacterGrams(int[] buckets, float weight) {

  /** Number of buckets; a power of two. */
  public static final int BUCKETS = 1 << 14;

  private static final int LONGEST = 3;
  private static final int MOST_CHARACTERS = 400;
  private static final int EDGE = 0x2;

  /** The grams of a normalised text; the start and the end count as characters. */
  public static CharacterGrams of(String text) {
    int[] framed = framed(text);
    int[] all = new int[framed.length * LONGEST];
    int n = 0;
    for (int start = 0; start < framed.length; start++) {
      int hash = 0x811c9dc5;
      for (int length = 1; length <= LONGEST && start + length <= framed.length; length++) {
        hash = (hash ^ framed[start + length - 1]) * 0x01000193;
        int mixed = hash ^ (hash >>> 15);
        mixed *= 0x2c1b3c6d;
        mixed ^= mixed >>> 13;
        all[n++] = mixed & (BUCKETS - 1);
      }
    }
    int[] distinct = distinct(all, n);
    return new CharacterGrams(distinct, (float) (1 / Math.sqrt(distinct.length)));
  }

  /** The characters between two edges, without white space. Plain loops: this runs in each turn. */
  private static int[] framed(String text) {
    int[] framed = new int[Math.min(text.length(), MOST_CHARACTERS) + 2];
    framed[0] = EDGE;
    int n = 1;
    for (int at = 0; at < text.length() && n <= MOST_CHARACTERS; ) {
      int point = text.codePointAt(at);
      at += Character.charCount(point);
      if (!Character.isWhitespace(point)) {
        framed[n++] = point;
      }
    }
    framed[n++] = EDGE;
    return Arrays.copyOf(framed, n);
  }

  /** The first n values, ascending, each once. */
  private static int[] distinct(int[] values, int n) {
    Arrays.sort(values, 0, n);
    int kept = 0;
    for (int i = 0; i < n; i++) {
      if (i == 0 || values[i] != values[i - 1]) {
        values[kept++] = values[i];
      }
    }
    return Arrays.copyOf(values, kept);
  }
}
