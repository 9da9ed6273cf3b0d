package io.xianda.knowledge;

import java.util.BitSet;
import java.util.List;
import org.apache.lucene.util.VectorUtil;

/**
 * An entry ready to be indexed. Analysis happens here, once, so that every engine holds the same
 * words, bigrams and vectors.
 *
 * @param card what is compared with a message once the entry has been found
 * @param passages what it is found by
 */
record AnalysedEntry(EntryCard card, List<Passage> passages) {

  /** From this cosine on, two questions of an entry say nearly the same. */
  private static final double REPEATED = 0.5;

  AnalysedEntry {
    passages = List.copyOf(passages);
  }

  /**
   * One text of an entry that is searched.
   *
   * @param words separated by blanks
   * @param bigrams separated by blanks
   */
  @SuppressWarnings("ArrayRecordComponent") // handed on to the engine and forgotten
  record Passage(String words, String bigrams, float[] vector) {}

  /**
   * Analyses an entry.
   *
   * @param vectors of its passages in the order of {@link EntryCard#passages}
   */
  static AnalysedEntry of(
      Entry entry, List<String> normalised, List<float[]> vectors, TextAnalysis analysis) {
    BitSet repeats = repeats(vectors);
    List<Passage> passages =
        java.util.stream.IntStream.range(0, normalised.size())
            .filter(i -> !repeats.get(i))
            .mapToObj(i -> passage(normalised.get(i), vectors.get(i), analysis))
            .toList();
    return new AnalysedEntry(EntryCard.of(entry, normalised, vectors), passages);
  }

  private static Passage passage(String text, float[] vector, TextAnalysis analysis) {
    return new Passage(
        String.join(" ", analysis.words(text)),
        String.join(" ", TextAnalysis.bigrams(text)),
        vector);
  }

  /**
   * The passages that nearly say what another question of the entry has said: they are compared
   * with a message once the entry has been found, but they do not take part in finding it.
   */
  private static BitSet repeats(List<float[]> vectors) {
    int answer = vectors.size() - 1;
    var repeats = new BitSet(vectors.size());
    for (int passage = 1; passage < answer; passage++) {
      for (int before = 0; before < passage && !repeats.get(passage); before++) {
        repeats.set(
            passage,
            !repeats.get(before)
                && VectorUtil.dotProduct(vectors.get(passage), vectors.get(before)) >= REPEATED);
      }
    }
    return repeats;
  }
}
