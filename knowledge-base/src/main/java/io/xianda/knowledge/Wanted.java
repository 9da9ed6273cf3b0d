package io.xianda.knowledge;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an engine is to look for; made once for a message, the same for every engine.
 *
 * @param bigrams of the message, each once, bounded
 * @param words of the message that are no bigram, each once, bounded
 * @param related terms that mean the same as some of the message, worth half; each once
 * @param vector of the message, of length 1
 * @param asker who must be within an entry's reach, or {@code null} for an operator, who sees all
 */
@SuppressWarnings("ArrayRecordComponent") // the message's own vector: encoded once
record Wanted(
    List<String> bigrams,
    List<String> words,
    List<String> related,
    float[] vector,
    @Nullable Asker asker) {

  /** What lies near a vector, whatever its words and whoever asks. */
  static Wanted near(float[] vector) {
    return new Wanted(List.of(), List.of(), List.of(), vector, null);
  }

  /** Whether there is anything to look for by its words. */
  boolean hasTerms() {
    return !bigrams.isEmpty() || !words.isEmpty();
  }
}
