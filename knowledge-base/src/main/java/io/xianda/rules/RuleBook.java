package io.xianda.rules;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.xianda.knowledge.Asker;
import io.xianda.knowledge.Entry;
import io.xianda.knowledge.EntryId;
import io.xianda.knowledge.Generation;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All rules that are switched on, ready to be matched, with the entries that they show. Immutable
 * and thread-safe.
 */
public final class RuleBook {

  private static final Logger LOG = LoggerFactory.getLogger(RuleBook.class);

  /** In UTF-16 units; of a longer message only the beginning is looked at. */
  static final int LONGEST_TEXT = 1000;

  private static final RuleBook EMPTY =
      new RuleBook(
          new Edition(0, new Generation(0)),
          List.of(),
          List.of(),
          ZoneOffset.UTC,
          UnaryOperator.identity());

  private record RankedPattern(Use use, Pattern pattern) {}

  private final Edition edition;
  private final List<KeywordRule> ranked;
  private final Map<EntryId, Entry> entries;
  private final ZoneId zone;
  private final ExactPhrases exact;
  private final ContainedPhrases contained;
  private final List<RankedPattern> patterns;

  private RuleBook(
      Edition edition,
      List<KeywordRule> rules,
      List<Entry> entries,
      ZoneId zone,
      UnaryOperator<String> normalise) {
    this.edition = edition;
    this.ranked = rules.stream().filter(KeywordRule::enabled).sorted(KeywordRule.ORDER).toList();
    this.entries =
        entries.stream().collect(Collectors.toUnmodifiableMap(Entry::id, Function.identity()));
    this.zone = zone;
    Map<String, List<Use>> whole = new TreeMap<>();
    Map<String, List<Use>> parts = new TreeMap<>();
    List<RankedPattern> programs = new ArrayList<>();
    for (int rank = 0; rank < ranked.size(); rank++) {
      Trigger trigger = ranked.get(rank).trigger();
      for (int phrase = 0; phrase < trigger.phrases().size(); phrase++) {
        Use use = new Use(rank, phrase);
        String typed = trigger.phrases().get(phrase);
        switch (trigger.kind()) {
          case EXACT -> put(whole, ExactPhrases.bare(normalise.apply(typed)), use);
          case CONTAINS -> put(parts, normalise.apply(typed), use);
          case PATTERN -> add(programs, typed, use);
        }
      }
    }
    this.exact = new ExactPhrases(whole);
    this.contained = new ContainedPhrases(parts);
    this.patterns = List.copyOf(programs);
  }

  /** A book without rules. */
  public static RuleBook empty() {
    return EMPTY;
  }

  /**
   * The book of these rules; those that are switched off are left out, as is a phrase that can no
   * longer be used.
   *
   * @param entries those that the rules show, as far as they are published
   */
  public static RuleBook of(
      Edition edition, List<KeywordRule> rules, List<Entry> entries, Surroundings surroundings) {
    return new RuleBook(edition, rules, entries, surroundings.zone(), surroundings.normalise());
  }

  /** What it was made from. */
  public Edition edition() {
    return edition;
  }

  /** The rules that are switched on, in the order in which they are tried. */
  public List<KeywordRule> rules() {
    return ranked;
  }

  /** An entry that a rule of this book shows, if it is published. */
  public Optional<Entry> entry(EntryId id) {
    return Optional.ofNullable(entries.get(id));
  }

  /**
   * The first rule for a message. A rule that shows an entry is passed over where that entry is not
   * told.
   *
   * @param normalisedText the message as {@link Surroundings#normalise} makes it
   * @param channel where it came in, such as {@code web}
   * @param now when it is answered
   */
  public Optional<RuleMatch> match(String normalisedText, String channel, Instant now) {
    if (ranked.isEmpty() || normalisedText.isEmpty()) {
      return Optional.empty();
    }
    String text = normalisedText.substring(0, Math.min(normalisedText.length(), LONGEST_TEXT));
    var asker = new Asker(channel, null, now);
    IntPredicate applies = rank -> applies(ranked.get(rank), asker);
    Find best =
        earlier(
            exact.first(text, applies).orElse(null), contained.first(text, applies).orElse(null));
    best = earlier(best, firstPattern(text, applies, best));
    return Optional.ofNullable(best)
        .map(find ->
            new RuleMatch(ranked.get(find.rank()), find.phrase(), find.start(), find.end()));
  }

  /** Patterns are run one by one: only those that could still win. */
  private @Nullable Find firstPattern(String text, IntPredicate applies, @Nullable Find best) {
    for (RankedPattern next : patterns) {
      Use use = next.use();
      if (best != null && best.rank() < use.rank()) {
        return null;
      }
      if (applies.test(use.rank())) {
        Matcher matcher = next.pattern().matcher(text);
        if (matcher.find()) {
          return new Find(use.rank(), use.phrase(), matcher.start(), matcher.end());
        }
      }
    }
    return null;
  }

  private boolean applies(KeywordRule rule, Asker asker) {
    return rule.isOn(asker.channel())
        && rule.schedule().covers(asker.now(), zone)
        && switch (rule.effect()) {
          case RuleEffect.ShowEntry(EntryId id) ->
              entry(id).filter(entry -> entry.reach().covers(asker)).isPresent();
          case RuleEffect.Answer answer -> true;
          case RuleEffect.HandOver handOver -> true;
        };
  }

  private static @Nullable Find earlier(@Nullable Find one, @Nullable Find other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return other.rank() < one.rank() ? other : one;
  }

  private static void put(Map<String, List<Use>> uses, String phrase, Use use) {
    if (!phrase.isEmpty()) {
      uses.computeIfAbsent(phrase, key -> new ArrayList<>()).add(use);
    }
  }

  private void add(List<RankedPattern> programs, String typed, Use use) {
    switch (CompilePattern.compile(typed)) {
      case CompilePattern.Result.Compiled(Pattern pattern) ->
          programs.add(new RankedPattern(use, pattern));
      // It was sound when it was saved, and one rule less is better than none at all.
      case CompilePattern.Result.Broken broken -> leaveOut(use);
      case CompilePattern.Result.TooLarge tooLarge -> leaveOut(use);
      case CompilePattern.Result.FoldsCase foldsCase -> leaveOut(use);
    }
  }

  private void leaveOut(Use use) {
    LOG.error(
        "rule {}: its phrase {} is no longer a pattern and is left out",
        ranked.get(use.rank()).id(),
        use.phrase() + 1);
  }
}
