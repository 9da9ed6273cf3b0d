package io.xianda.exchange;

import io.xianda.curating.DraftContent;
import io.xianda.curating.LifeState;
import io.xianda.knowledge.EntryId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts the cells of one row together, and tells each that does not fit. Not thread-safe. */
final class BuildRow {

  private final long number;
  private final Problems problems;
  private final ExchangeTexts texts;
  private final Map<Column, String> words = new EnumMap<>(Column.class);
  private final Map<Column, List<String>> lists = new EnumMap<>(Column.class);
  private final Map<Column, Instant> times = new EnumMap<>(Column.class);
  private final Set<Column> given = EnumSet.noneOf(Column.class);
  private boolean sound = true;

  BuildRow(long number, Problems problems, ExchangeTexts texts) {
    this.number = number;
    this.problems = problems;
    this.texts = texts;
  }

  /** The cell is there and says nothing. */
  void empty(Column column) {
    given.add(column);
  }

  void text(Column column, String text) {
    given.add(column);
    words.put(column, text);
  }

  void list(Column column, List<String> list) {
    given.add(column);
    lists.put(column, list);
  }

  void time(Column column, Instant time) {
    given.add(column);
    times.put(column, time);
  }

  void wrong(@Nullable Column column, String key, Object... parameters) {
    problems.blocks(number, column, key, parameters);
    sound = false;
  }

  /** The row; nothing when any of its cells is wrong. */
  Optional<Row> row() {
    @Nullable EntryId id = id();
    @Nullable LifeState state = state();
    @Nullable DraftContent content = content();
    return sound && id != null && content != null
        ? Optional.of(new Row(number, id, content, given, state))
        : Optional.empty();
  }

  private @Nullable EntryId id() {
    String text = words.getOrDefault(Column.ID, "").strip();
    String question = words.getOrDefault(Column.QUESTION, "").strip();
    if (text.isEmpty()) {
      if (question.isEmpty()) {
        wrong(Column.ID, "problem.no-id");
        return null;
      }
      // The same question again is the same entry again.
      return new EntryId("kb-" + shortDigest(question));
    }
    try {
      return new EntryId(text);
    } catch (IllegalArgumentException e) {
      wrong(Column.ID, "problem.id", shown(text));
      return null;
    }
  }

  private @Nullable LifeState state() {
    String word = words.getOrDefault(Column.STATE, "").strip();
    if (word.isEmpty()) {
      return null;
    }
    Optional<LifeState> state = texts.state(word);
    if (state.isEmpty()) {
      wrong(Column.STATE, "problem.state", shown(word));
    }
    return state.orElse(null);
  }

  private @Nullable DraftContent content() {
    try {
      return content(given);
    } catch (IllegalArgumentException e) {
      List<Column> tooMuch = new ArrayList<>();
      for (Column column : given) {
        if (!isStorable(column)) {
          tooMuch.add(column);
        }
      }
      tooMuch.forEach(column -> wrong(column, "problem.not-storable"));
      return null;
    }
  }

  private boolean isStorable(Column column) {
    try {
      content(EnumSet.of(column));
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private DraftContent content(Set<Column> only) {
    return new DraftContent(
        word(only, Column.QUESTION),
        list(only, Column.SIMILAR),
        word(only, Column.ANSWER),
        orNull(word(only, Column.PAGE)),
        orNull(word(only, Column.IMAGE)),
        list(only, Column.CHOICES),
        word(only, Column.INTENT),
        Set.copyOf(list(only, Column.TAGS)),
        Set.copyOf(list(only, Column.CHANNELS)),
        Set.copyOf(list(only, Column.CITIES)),
        only.contains(Column.FROM) ? times.get(Column.FROM) : null,
        only.contains(Column.UNTIL) ? times.get(Column.UNTIL) : null,
        word(only, Column.OWNER));
  }

  private String word(Set<Column> only, Column column) {
    return only.contains(column) ? words.getOrDefault(column, "") : "";
  }

  private List<String> list(Set<Column> only, Column column) {
    return only.contains(column) ? lists.getOrDefault(column, List.of()) : List.of();
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }

  private static String shortDigest(String text) {
    byte[] digest = Digests.sha256().digest(text.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest, 0, 10);
  }

  static String shown(String text) {
    return text.codePointCount(0, text.length()) <= 40
        ? text
        : text.substring(0, text.offsetByCodePoints(0, 40)) + "…";
  }
}
