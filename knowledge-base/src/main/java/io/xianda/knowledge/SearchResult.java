package io.xianda.knowledge;

import java.util.List;

/**
 * What was found, and in which state of the base.
 *
 * @param generation of the index that answered
 * @param hits the most probable first; may be empty
 */
public record SearchResult(Generation generation, List<Hit> hits) {

  public SearchResult {
    hits = List.copyOf(hits);
  }
}
