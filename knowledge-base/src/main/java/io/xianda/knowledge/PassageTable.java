package io.xianda.knowledge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The passages of all entries in memory, for comparing a message with each of them: an entry's
 * question, its similar questions, and last its answer. Entries and passages go by number, because
 * a search compares hundreds of passages and names none of them. Immutable.
 */
final class PassageTable {

  private final List<Entry> entries;

  /**
   * The passages of entry {@code e} are those from {@code first[e]} to before {@code first[e+1]}.
   */
  private final int[] first;

  private final int[] entryOf;

  /**
   * In units of 1/{@link #ONE}. The JIT compiles a sum of products of whole numbers to vector
   * instructions but must keep the order of a sum of floats: this is twice as fast and exact to
   * four digits. A product of two such vectors is at most ONE squared, which an int holds.
   */
  private final short[][] vectors;

  private static final int ONE = 32_767;

  private final int[][] bigrams;
  private final Map<String, Integer> numberOfBigram = new HashMap<>();

  /**
   * @param texts normalised, in the order of {@link #texts}
   * @param vectors of these texts
   */
  PassageTable(List<Entry> entries, List<String> texts, float[][] vectors) {
    this.entries = List.copyOf(entries);
    this.first = new int[entries.size() + 1];
    this.entryOf = new int[texts.size()];
    this.vectors = new short[vectors.length][];
    this.bigrams = new int[texts.size()][];
    int passage = 0;
    for (int entry = 0; entry < entries.size(); entry++) {
      first[entry] = passage;
      int end = passage + texts(entries.get(entry)).size();
      while (passage < end) {
        entryOf[passage] = entry;
        this.vectors[passage] = scaled(vectors[passage]);
        bigrams[passage] =
            TextAnalysis.distinctBigrams(texts.get(passage)).stream()
                .mapToInt(b -> numberOfBigram.computeIfAbsent(b, k -> numberOfBigram.size()))
                .toArray();
        passage++;
      }
    }
    first[entries.size()] = passage;
    if (passage != texts.size() || passage != vectors.length) {
      throw new IllegalArgumentException(
          "%d passages, %d texts, %d vectors".formatted(passage, texts.size(), vectors.length));
    }
  }

  /** The passages of an entry: question, similar questions, answer. */
  static List<String> texts(Entry entry) {
    List<String> texts = new ArrayList<>(entry.questions());
    texts.add(entry.answer());
    return texts;
  }

  int entries() {
    return entries.size();
  }

  Entry entry(int number) {
    return entries.get(number);
  }

  int entryOf(int passage) {
    return entryOf[passage];
  }

  /** Whole numbers for a vector of length one, or shorter. */
  private static short[] scaled(float[] vector) {
    double squares = 0;
    short[] scaled = new short[vector.length];
    for (int i = 0; i < vector.length; i++) {
      squares += (double) vector[i] * vector[i];
      scaled[i] = (short) Math.round(vector[i] * ONE);
    }
    if (!(squares <= 1.01)) {
      throw new IllegalArgumentException("the vector's length is not 1: " + Math.sqrt(squares));
    }
    return scaled;
  }

  private static double cosine(short[] a, short[] b) {
    int sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum / ((double) ONE * ONE);
  }

  /**
   * How near an entry is to a message.
   *
   * @param dense cosine of the nearest question
   * @param support mean cosine of the three nearest questions
   * @param denseAnswer cosine of the answer
   * @param coverage share of the message's bigrams in the best question
   */
  record Nearness(double dense, double support, double denseAnswer, double coverage) {}

  /** What is looked for; made once for a message. */
  final class Probe {

    private final short[] vector;
    private final boolean[] present = new boolean[numberOfBigram.size()];
    private final int distinct;

    Probe(float[] vector, Set<String> distinctBigrams) {
      this.vector = scaled(vector);
      this.distinct = distinctBigrams.size();
      for (String bigram : distinctBigrams) {
        Integer number = numberOfBigram.get(bigram);
        if (number != null) {
          present[number] = true;
        }
      }
    }

    Nearness to(int entry) {
      int answer = first[entry + 1] - 1;
      var nearest = new Nearest();
      int covered = 0;
      for (int passage = first[entry]; passage < answer; passage++) {
        nearest.add(cosine(vector, vectors[passage]));
        covered = Math.max(covered, shared(bigrams[passage]));
      }
      return new Nearness(
          nearest.first,
          nearest.mean(),
          cosine(vector, vectors[answer]),
          distinct == 0 ? 0 : covered / (double) distinct);
    }

    private int shared(int[] passage) {
      int shared = 0;
      for (int bigram : passage) {
        shared += present[bigram] ? 1 : 0;
      }
      return shared;
    }
  }

  /** The three highest cosines of an entry's questions. */
  private static final class Nearest {

    private double first = -1;
    private double second = -1;
    private double third = -1;
    private int count;

    void add(double cosine) {
      count++;
      if (cosine > first) {
        third = second;
        second = first;
        first = cosine;
      } else if (cosine > second) {
        third = second;
        second = cosine;
      } else if (cosine > third) {
        third = cosine;
      }
    }

    double mean() {
      return switch (count) {
        case 0 -> -1;
        case 1 -> first;
        case 2 -> (first + second) / 2;
        default -> (first + second + third) / 3;
      };
    }
  }
}
