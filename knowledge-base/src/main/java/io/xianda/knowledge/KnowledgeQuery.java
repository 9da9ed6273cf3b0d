package io.xianda.knowledge;

import java.time.Instant;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What to look for.
 *
 * @param text the message, normalised
 * @param vector its sentence vector, of length 1; made by the encoder that the base was indexed
 *     with
 * @param intents the probability that the message has an intent, by the intent's identifier; a
 *     constant where nobody knows
 * @param limit how many entries at most, in [1, 100]
 * @param asker who must be within an entry's reach
 * @param last the entry that answered the message before, on which this one may lean, or {@code
 *     null}
 */
@SuppressWarnings(
    "ArrayRecordComponent") // shared with the classifier on purpose: the text is encoded once
public record KnowledgeQuery(
    String text,
    float[] vector,
    ToDoubleFunction<String> intents,
    int limit,
    Asker asker,
    @Nullable EntryId last) {

  /** A shopper of whom nothing is known but that he asks at some time. */
  private static final Asker ANYBODY = new Asker("", null, Instant.EPOCH);

  public KnowledgeQuery {
    if (limit < 1 || limit > 100) {
      throw new IllegalArgumentException("limit lies in [1, 100]: " + limit);
    }
  }

  /** Of an asker of whom nothing is known: finds only what everybody is always told. */
  public KnowledgeQuery(String text, float[] vector, ToDoubleFunction<String> intents, int limit) {
    this(text, vector, intents, limit, ANYBODY, null);
  }
}
