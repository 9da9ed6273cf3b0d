package io.xianda.wording;

import io.xianda.intent.Normaliser;
import io.xianda.intent.SentenceEncoder;
import io.xianda.wording.Mark.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether a rewording says what its entry says, and nothing else. The only thing that is trusted:
 * whatever the model was told or made to believe, a text passes here or is not sent. Strict on
 * purpose, since the entry's own words are always there to be said instead.
 *
 * <p>The rules read top to bottom in {@link #departure}; the cheap ones come first, the encoder
 * last. Thread-safe.
 */
final class StaysWithin {

  /** A third more, and some courtesy. */
  private static final double LONGER = 1.3;

  private static final int COURTESY = 30;

  /** Beside Chinese characters, digits and what the entry has itself. */
  private static final String SIGNS = "，。！？、；：“”‘’（）《》…—·～,.!?;:()%℃- ";

  /** Punctuation that ends a clause, after {@link Skeleton#compact}. */
  private static final String ENDS = "。,!?;";

  /** How much of what a clause says may differ: a character or so in an ordinary one. */
  private static final double CLAUSE_SLACK = 0.15;

  /** How much of the entry is still there, in pairs of characters. */
  private static final double KEPT = 0.6;

  /**
   * Cosine of the vectors. Short answers with a courtesy before them come to 0.86 and more, other
   * meanings with the same marks to 0.82; a swap of two words the vectors do not see at all.
   */
  private static final double NEAR = 0.85;

  private static final Set<String> GLUE =
      WordList.lines("glue.txt").stream()
          .flatMap(line -> List.of(line.split(" ", -1)).stream())
          .collect(Collectors.toUnmodifiableSet());

  private static final int LONGEST_GLUE = GLUE.stream().mapToInt(String::length).max().orElse(1);

  private final SentenceEncoder encoder;

  StaysWithin(SentenceEncoder encoder) {
    this.encoder = encoder;
  }

  /**
   * What a rewording says otherwise; nothing when it may be sent.
   *
   * @param question of the entry, whose words may be used as well
   * @param answer of the entry, as shoppers read it
   * @param said the shopper's words, of which the goods may be named
   */
  Optional<Departure> departure(String rewording, String question, String answer, String said) {
    if (rewording.isBlank()) {
      return Optional.of(Departure.EMPTY);
    }
    if (length(rewording) > LONGER * length(answer) + COURTESY) {
      return Optional.of(Departure.LONG);
    }
    // Before anything is compared: a sign from elsewhere may look like one of ours.
    if (!signsOf(rewording, answer)) {
      return Optional.of(Departure.SIGN);
    }
    Skeleton theirs = Skeleton.of(rewording);
    Skeleton ours = Skeleton.of(answer);
    Set<String> named = goodsOnlyOf(said, ours);
    List<Mark> marks = theirs.marksWithout(named);
    Optional<Departure> terms = terms(ours.marks(), marks);
    if (terms.isPresent()) {
      return terms;
    }
    // The same terms may still be told of something else: 生鲜支持、包装食品不支持.
    if (!sameClauses(ours, theirs.text(), marks, named)) {
      return Optional.of(Departure.CLAUSE);
    }
    if (!onlyWordsOf(theirs.text(), ours.text(), Skeleton.compact(question), named)) {
      return Optional.of(Departure.WORD);
    }
    if (kept(theirs.text(), ours.text()) < KEPT) {
      return Optional.of(Departure.LOSS);
    }
    // What no list foresees.
    return nearness(rewording, answer) < NEAR ? Optional.of(Departure.MEANING) : Optional.empty();
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  private static boolean signsOf(String rewording, String answer) {
    Set<Integer> known = answer.codePoints().boxed().collect(Collectors.toSet());
    return rewording
        .codePoints()
        .allMatch(c ->
            known.contains(c)
                || (c >= '0' && c <= '9')
                || SIGNS.indexOf(c) >= 0
                || isOrdinaryHan(c));
  }

  /** Simplified and common: a traditional 兩 would not be read as the figure that it is. */
  private static boolean isOrdinaryHan(int c) {
    String one = Character.toString(c);
    return c >= 0x4e00 && c <= 0x9fff && Normaliser.normalise(one).text().equals(one);
  }

  private static Set<String> goodsOnlyOf(String said, Skeleton ours) {
    Set<String> goods = new HashSet<>(Skeleton.of(said).goods());
    goods.removeAll(ours.goods());
    return goods;
  }

  /** The first difference between two sequences of marks, by its kind. */
  private static Optional<Departure> terms(List<Mark> ours, List<Mark> theirs) {
    for (int i = 0; i < Math.max(ours.size(), theirs.size()); i++) {
      if (i >= ours.size()) {
        return Optional.of(about(theirs.get(i).kind()));
      }
      if (i >= theirs.size()) {
        return Optional.of(about(ours.get(i).kind()));
      }
      if (!ours.get(i).isSame(theirs.get(i))) {
        return Optional.of(about(theirs.get(i).kind()));
      }
    }
    return Optional.empty();
  }

  private static Departure about(Kind kind) {
    return switch (kind) {
      case FIGURE -> Departure.FIGURE;
      case GOODS -> Departure.GOODS;
      case NEGATION -> Departure.NEGATION;
      case CONDITION -> Departure.CONDITION;
      case TIME -> Departure.TIME;
      case PROMISE -> Departure.PROMISE;
      case DEED -> Departure.DEED;
      case THING -> Departure.THING;
      case PLAIN -> throw new IllegalArgumentException("no mark");
    };
  }

  /** Every mark stands in a clause that says the same as its clause in the entry. */
  private static boolean sameClauses(
      Skeleton ours, String theirs, List<Mark> marks, Set<String> named) {
    for (int i = 0; i < marks.size(); i++) {
      Map<Character, Integer> here = content(clause(theirs, marks.get(i)), named);
      Map<Character, Integer> there = content(clause(ours.text(), ours.marks().get(i)), named);
      if (missing(there, here) > CLAUSE_SLACK * size(there)
          || missing(here, there) > CLAUSE_SLACK * size(here)) {
        return false;
      }
    }
    return true;
  }

  private static String clause(String text, Mark mark) {
    int start = mark.start();
    while (start > 0 && !endsClause(text, start - 1)) {
      start--;
    }
    int end = mark.end();
    while (end < text.length() && !endsClause(text, end)) {
      end++;
    }
    return text.substring(start, end);
  }

  /** Not the comma of 1,000. */
  private static boolean endsClause(String text, int at) {
    return ENDS.indexOf(text.charAt(at)) >= 0
        && !(at > 0
            && at + 1 < text.length()
            && Character.isDigit(text.charAt(at - 1))
            && Character.isDigit(text.charAt(at + 1)));
  }

  /** The characters that carry meaning, counted. */
  private static Map<Character, Integer> content(String clause, Set<String> named) {
    boolean[] glue = new boolean[clause.length()];
    cover(clause, GLUE, LONGEST_GLUE, glue);
    named.forEach(goods -> cover(clause, Set.of(goods), goods.length(), glue));
    Map<Character, Integer> counted = new HashMap<>();
    for (int i = 0; i < clause.length(); i++) {
      if (!glue[i] && Character.isLetterOrDigit(clause.charAt(i))) {
        counted.merge(clause.charAt(i), 1, Integer::sum);
      }
    }
    return counted;
  }

  private static int missing(Map<Character, Integer> from, Map<Character, Integer> in) {
    return from.entrySet().stream()
        .mapToInt(e -> Math.max(0, e.getValue() - in.getOrDefault(e.getKey(), 0)))
        .sum();
  }

  private static int size(Map<Character, Integer> counted) {
    return counted.values().stream().mapToInt(Integer::intValue).sum();
  }

  /**
   * Every pair of characters is one of the entry's, or they belong to words without meaning, or to
   * goods that the shopper has named; what stands alone is at least a character of the entry.
   */
  private static boolean onlyWordsOf(
      String theirs, String answer, String question, Set<String> named) {
    Set<String> pairs = new HashSet<>(pairs(answer));
    pairs.addAll(pairs(question));
    boolean[] known = new boolean[theirs.length()];
    cover(theirs, pairs, 2, known);
    cover(theirs, GLUE, LONGEST_GLUE, known);
    named.forEach(goods -> cover(theirs, Set.of(goods), goods.length(), known));
    for (int i = 0; i < theirs.length(); i++) {
      if (!known[i] && Character.isLetterOrDigit(theirs.charAt(i))) {
        boolean alone =
            i + 1 == theirs.length()
                || known[i + 1]
                || !Character.isLetterOrDigit(theirs.charAt(i + 1));
        boolean ofEntry = answer.indexOf(theirs.charAt(i)) >= 0;
        if (!alone || !ofEntry) {
          return false;
        }
      }
    }
    return true;
  }

  /** Marks where one of the words stands. */
  private static void cover(String text, Set<String> words, int longest, boolean[] covered) {
    for (int at = 0; at < text.length(); at++) {
      for (int length = Math.min(longest, text.length() - at); length > 0; length--) {
        if (words.contains(text.substring(at, at + length))) {
          Arrays.fill(covered, at, at + length, true);
          break;
        }
      }
    }
  }

  private static List<String> pairs(String text) {
    List<String> pairs = new ArrayList<>();
    for (int i = 0; i + 1 < text.length(); i++) {
      if (Character.isLetterOrDigit(text.charAt(i))
          && Character.isLetterOrDigit(text.charAt(i + 1))) {
        pairs.add(text.substring(i, i + 2));
      }
    }
    return pairs;
  }

  /** The share of the entry's pairs that is still there. */
  private static double kept(String theirs, String answer) {
    List<String> ours = pairs(answer);
    Set<String> there = new HashSet<>(pairs(theirs));
    return ours.isEmpty()
        ? 1
        : (double) ours.stream().filter(there::contains).count() / ours.size();
  }

  private double nearness(String rewording, String answer) {
    float[] one = encoder.encode(Normaliser.normalise(rewording).text());
    float[] other = encoder.encode(Normaliser.normalise(answer).text());
    double product = 0;
    for (int i = 0; i < one.length; i++) {
      product += one[i] * other[i];
    }
    return product;
  }
}
