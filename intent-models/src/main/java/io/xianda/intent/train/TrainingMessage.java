package io.xianda.intent.train;

import io.xianda.intent.Intent;
import java.util.List;

/**
 * One labelled message.
 *
 * @param intent what it means
 * @param entries identifiers of the knowledge base entries that answer it, best first; may be empty
 * @param text as a shopper typed it
 */
public record TrainingMessage(Intent intent, List<String> entries, String text) {

  public TrainingMessage {
    entries = List.copyOf(entries);
    if (text.isBlank()) {
      throw new IllegalArgumentException("a training message needs a text");
    }
  }
}
