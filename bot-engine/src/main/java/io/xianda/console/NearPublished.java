package io.xianda.console;

import io.xianda.curating.NearQuestions;
import io.xianda.knowledge.Entry;
import io.xianda.knowledge.EntryId;
import io.xianda.knowledge.KnowledgeBase;
import io.xianda.knowledge.PassageEncoder;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Asks the search which published questions mean nearly the same. */
record NearPublished(KnowledgeBase base, PassageEncoder encoder) implements NearQuestions {

  private static final int MOST = 100;

  @Override
  public List<Near> near(String question, EntryId except, int limit) {
    String form = encoder.normalise(question);
    if (form.isBlank()) {
      return List.of();
    }
    return base.nearest(encoder.encode(form), Math.clamp(limit + 1L, 1, MOST)).stream()
        .filter(near -> !near.entry().id().equals(except))
        .limit(limit)
        .map(near ->
            new Near(near.entry().id(), likest(near.entry(), form), Math.max(0, near.cosine())))
        .toList();
  }

  /**
   * The entry's question that shares most with this one: told by characters, which cost nothing.
   */
  private String likest(Entry entry, String form) {
    Set<String> wanted = bigrams(form);
    ToDoubleFunction<String> alike =
        candidate -> {
          String other = encoder.normalise(candidate);
          Set<String> found = bigrams(other);
          double shared = found.stream().filter(wanted::contains).count();
          return other.equals(form) ? 1 : shared / (1 + wanted.size() + found.size() - shared);
        };
    return entry.questions().stream()
        .max(Comparator.comparingDouble(alike))
        .orElseGet(entry::question);
  }

  private static Set<String> bigrams(String text) {
    return IntStream.range(0, text.length() - 1)
        .mapToObj(i -> text.substring(i, i + 2))
        .collect(Collectors.toSet());
  }
}
