package io.xianda.rules;

import io.xianda.knowledge.Entry;
import io.xianda.knowledge.EntryId;
import io.xianda.knowledge.Generation;
import io.xianda.knowledge.Reach;
import io.xianda.knowledge.ShopFacts;
import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rules for tests: {@code rule("refund").contains("退款").answers("这里退款")}. All that is not said is
 * as in an ordinary rule: priority 0, all channels, always, switched on.
 */
final class Given {

  static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

  /** A Monday morning. */
  static final Instant NOW = in("2026-06-15T10:30");

  static final Surroundings SHOP =
      new Surroundings(
          Given::normalise,
          Set.of("web", "mini_program"),
          Set.of("general", "aftersale"),
          () -> List.of(new ShopFacts.Fact("delivery.fee", "5 元")),
          SHANGHAI);

  private final String id;
  private String name;
  private int priority;
  private Trigger trigger = new Trigger(Trigger.Kind.CONTAINS, List.of("退款"));
  private Set<String> channels = Set.of();
  private Schedule schedule = Schedule.always();
  private boolean enabled = true;

  private Given(String id) {
    this.id = id;
    this.name = id;
  }

  static Given rule(String id) {
    return new Given(id);
  }

  Given called(String other) {
    name = other;
    return this;
  }

  Given priority(int other) {
    priority = other;
    return this;
  }

  Given exact(String... phrases) {
    return waitsFor(Trigger.Kind.EXACT, phrases);
  }

  Given contains(String... phrases) {
    return waitsFor(Trigger.Kind.CONTAINS, phrases);
  }

  Given pattern(String... phrases) {
    return waitsFor(Trigger.Kind.PATTERN, phrases);
  }

  Given waitsFor(Trigger.Kind kind, String... phrases) {
    trigger = new Trigger(kind, List.of(phrases));
    return this;
  }

  Given on(String... names) {
    channels = Set.of(names);
    return this;
  }

  Given during(Schedule other) {
    schedule = other;
    return this;
  }

  Given switchedOff() {
    enabled = false;
    return this;
  }

  KeywordRule answers(String text) {
    return does(new RuleEffect.Answer(text, null, List.of()));
  }

  KeywordRule answers() {
    return answers("说 " + id);
  }

  KeywordRule leadsTo(String page) {
    return does(new RuleEffect.Answer("请看这里", new RuleEffect.Card("去看看", page), List.of()));
  }

  KeywordRule shows(String entry) {
    return does(new RuleEffect.ShowEntry(new EntryId(entry)));
  }

  KeywordRule handsTo(String group) {
    return does(new RuleEffect.HandOver(group));
  }

  KeywordRule does(RuleEffect effect) {
    return new KeywordRule(
        new RuleId(id), name, priority, trigger, channels, schedule, enabled, effect);
  }

  // What goes with them.

  static RuleBook book(KeywordRule... rules) {
    return book(List.of(rules), List.of());
  }

  static RuleBook book(List<KeywordRule> rules, List<Entry> entries) {
    return RuleBook.of(new Edition(1, new Generation(1)), rules, entries, SHOP);
  }

  static Entry entry(String id) {
    return entry(id, Reach.everybody());
  }

  static Entry entry(String id, Reach reach) {
    return new Entry(
        new EntryId(id), "invoice", "怎么开票", List.of(), "订单页申请", null, null, List.of(), reach);
  }

  /** A time in the shop's zone. */
  static Instant in(String local) {
    return LocalDateTime.parse(local).atZone(SHANGHAI).toInstant();
  }

  /** The rule for a message on the web at an ordinary time, or {@code null}. */
  static @Nullable String winner(RuleBook book, String message) {
    return winner(book, message, "web", NOW);
  }

  static @Nullable String winner(RuleBook book, String message, String channel, Instant now) {
    return book.match(normalise(message), channel, now)
        .map(match -> match.rule().id().value())
        .orElse(null);
  }

  /** As messages are, in the respects that these tests look at. */
  static String normalise(String raw) {
    return Normalizer.normalize(raw, Normalizer.Form.NFKC)
        .toLowerCase(Locale.ROOT)
        .replace('們', '们')
        .strip();
  }
}
