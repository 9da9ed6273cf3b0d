package io.xianda.knowledge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.util.VectorUtil;

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
  private final float[][] vectors;
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
    this.vectors = vectors;
    this.bigrams = new int[texts.size()][];
    int passage = 0;
    for (int entry = 0; entry < entries.size(); entry++) {
      first[entry] = passage;
      int end = passage + texts(entries.get(entry)).size();
      while (passage < end) {
        entryOf[passage] = entry;
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
    List<String> texts = new ArrayList<>(entry.similar().size() + 2);
    texts.add(entry.question());
    texts.addAll(entry.similar());
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

  float[] vector(int passage) {
    return vectors[passage];
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

    private final float[] vector;
    private final boolean[] present = new boolean[numberOfBigram.size()];
    private final int distinct;

    Probe(float[] vector, Set<String> distinctBigrams) {
      this.vector = vector;
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
        nearest.add(VectorUtil.dotProduct(vector, vectors[passage]));
        covered = Math.max(covered, shared(bigrams[passage]));
      }
      return new Nearness(
          nearest.first,
          nearest.mean(),
          VectorUtil.dotProduct(vector, vectors[answer]),
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
