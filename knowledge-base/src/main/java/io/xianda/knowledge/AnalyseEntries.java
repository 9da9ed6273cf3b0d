package io.xianda.knowledge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes entries ready for an index: normalises, encodes what is new, cuts into terms. Thread-safe.
 */
final class AnalyseEntries {

  private final PassageEncoder encoder;
  private final TextAnalysis analysis;

  AnalyseEntries(PassageEncoder encoder, TextAnalysis analysis) {
    this.encoder = encoder;
    this.analysis = analysis;
  }

  /**
   * Encoding is nearly all of the work: as many entries at once as there are cores.
   *
   * @param before the card that an index holds of the entry, whose vectors need not be made again
   */
  List<AnalysedEntry> analyse(List<Entry> entries, Function<EntryId, @Nullable EntryCard> before) {
    return entries.parallelStream().map(entry -> analyse(entry, before.apply(entry.id()))).toList();
  }

  private AnalysedEntry analyse(Entry entry, @Nullable EntryCard before) {
    Map<String, float[]> known = new HashMap<>();
    for (int i = 0; before != null && i < before.texts().size(); i++) {
      known.put(before.texts().get(i), before.vector(i));
    }
    List<String> texts = new ArrayList<>();
    List<float[]> vectors = new ArrayList<>();
    for (String passage : EntryCard.passages(entry)) {
      String text = encoder.normalise(passage);
      texts.add(text);
      vectors.add(known.computeIfAbsent(text, encoder::encode));
    }
    return AnalysedEntry.of(entry, texts, vectors, analysis);
  }
}
