package io.xianda.rules;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.springframework.stereotype.Service;

/**
 * The rule book that answers on this node. {@link #refresh} makes it that of the database: call it
 * every few seconds, and after a change that is to be seen here at once. Thread-safe; a reader has
 * one whole book, the older or the newer.
 */
@Service
public class LiveRules implements Supplier<RuleBook> {

  private final KeywordRules rules;
  private final Surroundings surroundings;
  private final AtomicReference<RuleBook> book = new AtomicReference<>(RuleBook.empty());

  LiveRules(KeywordRules rules, Surroundings surroundings) {
    this.rules = rules;
    this.surroundings = surroundings;
  }

  @Override
  public RuleBook get() {
    return book.get();
  }

  /**
   * Reads the rules again if they, or the entries that they may show, have changed.
   *
   * @return the edition that answers now
   */
  public Edition refresh() {
    if (!rules.edition().equals(get().edition())) {
      KeywordRules.Published read = rules.published();
      RuleBook made = RuleBook.of(read.edition(), read.rules(), read.entries(), surroundings);
      // Of two that read at once the slower may have read what is older.
      book.accumulateAndGet(made, LiveRules::newer);
    }
    return get().edition();
  }

  private static RuleBook newer(RuleBook one, RuleBook other) {
    return one.edition().compareTo(other.edition()) > 0 ? one : other;
  }
}
