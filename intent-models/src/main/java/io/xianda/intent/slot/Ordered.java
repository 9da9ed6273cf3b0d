package io.xianda.intent.slot;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Puts what was found into the form that every extractor promises. */
final class Ordered {

  private Ordered() {}

  /**
   * In the order of the text; of two that overlap the earlier stays, and of two that start together
   * the longer.
   */
  static <T> List<Mention<T>> apart(List<Mention<T>> found) {
    List<Mention<T>> sorted = new ArrayList<>(found);
    sorted.sort(
        Comparator.<Mention<T>>comparingInt(m -> m.span().start())
            .thenComparingInt(m -> -m.span().end()));
    List<Mention<T>> kept = new ArrayList<>();
    int free = 0;
    for (Mention<T> mention : sorted) {
      if (mention.span().start() >= free) {
        kept.add(mention);
        free = mention.span().end();
      }
    }
    return List.copyOf(kept);
  }
}
