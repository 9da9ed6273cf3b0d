package io.xianda.rules;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.ahocorasick.trie.PayloadEmit;
import org.ahocorasick.trie.PayloadTrie;
import org.ahocorasick.trie.PayloadTrie.PayloadTrieBuilder;
import org.ahocorasick.trie.handler.PayloadEmitHandler;
import org.jspecify.annotations.Nullable;

/** Phrases that stand anywhere in a text, all found in one pass over it. Immutable. */
final class ContainedPhrases {

  /** A phrase that several rules use is one keyword: the trie keeps one payload for each. */
  private record Keyword(int number, List<Use> uses) {}

  private final PayloadTrie<Keyword> trie;
  private final int size;

  /**
   * @param uses by normalised phrase, those of the first rules first
   */
  ContainedPhrases(Map<String, List<Use>> uses) {
    PayloadTrieBuilder<Keyword> builder = PayloadTrie.builder();
    int number = 0;
    for (Map.Entry<String, List<Use>> phrase : uses.entrySet()) {
      builder.addKeyword(phrase.getKey(), new Keyword(number++, List.copyOf(phrase.getValue())));
    }
    this.trie = builder.build();
    this.size = number;
  }

  /** The first rule with a phrase in this text, of those that may apply. */
  Optional<Find> first(String text, IntPredicate applies) {
    if (size == 0) {
      return Optional.empty();
    }
    var search = new Search(applies);
    trie.parseText(text, search);
    return Optional.ofNullable(search.best);
  }

  /** One pass; what a keyword means for the rules is looked at where it is met first. */
  private final class Search implements PayloadEmitHandler<Keyword> {

    private final IntPredicate applies;
    private final BitSet met = new BitSet(size);
    private @Nullable Find best;

    private Search(IntPredicate applies) {
      this.applies = applies;
    }

    @Override
    public boolean emit(PayloadEmit<Keyword> found) {
      Keyword keyword = found.getPayload();
      if (met.get(keyword.number())) {
        return false;
      }
      met.set(keyword.number());
      for (Use use : keyword.uses()) {
        if (best != null && best.rank() <= use.rank()) {
          break;
        }
        if (applies.test(use.rank())) {
          best = new Find(use.rank(), use.phrase(), found.getStart(), found.getEnd() + 1);
        }
      }
      return true;
    }
  }
}
