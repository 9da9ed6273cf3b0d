package io.xianda.console;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One setting as it is in force.
 *
 * @param name in the configuration, such as {@code xianda.desk.queue-limit}
 * @param value as the kind has it; {@code null} where it is hidden
 * @param set whether it holds anything
 */
record Setting(String name, Kind kind, @Nullable Object value, boolean set) {

  /** What a value is. */
  enum Kind {
    NUMBER,
    FLAG,
    /** ISO-8601. */
    DURATION,
    /** ISO-8601. */
    TIME,
    TEXT,
    LIST,
    /** Only whether there is one is told. */
    HIDDEN
  }

  /**
   * Parts of which texts are told as well. A text of any other part may be a key, a token or an
   * address with a password in it, also one that is added some day: only what is named is told.
   */
  private static final Set<String> PLAIN =
      Set.of(
          "xianda.console",
          "xianda.desk",
          "xianda.dialogue",
          "xianda.rating",
          "xianda.risk",
          "xianda.shop",
          "xianda.staffing",
          "xianda.ticket");

  private static final Pattern CAPITAL = Pattern.compile("([a-z0-9])([A-Z])");
  private static final Pattern PLAIN_KEY = Pattern.compile("[a-z0-9-]+");

  /** All that a record of settings holds, in its order. */
  static List<Setting> of(String prefix, Object settings) {
    List<Setting> all = new ArrayList<>();
    add(all, PLAIN.contains(prefix), prefix, settings);
    return all;
  }

  private static void add(List<Setting> all, boolean plain, String name, @Nullable Object value) {
    switch (value) {
      case null -> all.add(new Setting(name, Kind.HIDDEN, null, false));
      case Record settings -> {
        for (RecordComponent component : settings.getClass().getRecordComponents()) {
          add(all, plain, name + "." + kebab(component.getName()), read(component, settings));
        }
      }
      case Map<?, ?> map -> {
        Map<String, Object> byName = new TreeMap<>();
        map.forEach((key, one) -> byName.put(key(key), Objects.requireNonNull(one)));
        byName.forEach((key, one) -> add(all, plain, name + "." + key, one));
      }
      case Number number -> all.add(new Setting(name, Kind.NUMBER, number, true));
      case Boolean flag -> all.add(new Setting(name, Kind.FLAG, flag, true));
      case Duration time -> all.add(new Setting(name, Kind.DURATION, time.toString(), true));
      case LocalTime time -> all.add(new Setting(name, Kind.TIME, time.toString(), true));
      case ZoneId zone -> all.add(new Setting(name, Kind.TEXT, zone.getId(), true));
      case Enum<?> word -> all.add(new Setting(name, Kind.TEXT, Words.of(word), true));
      case Collection<?> list when plain || list.stream().allMatch(LocalDate.class::isInstance) ->
          all.add(new Setting(name, Kind.LIST, texts(list), !list.isEmpty()));
      case Collection<?> list -> all.add(new Setting(name, Kind.HIDDEN, null, !list.isEmpty()));
      case String text when plain -> all.add(new Setting(name, Kind.TEXT, text, !text.isBlank()));
      default -> all.add(new Setting(name, Kind.HIDDEN, null, !value.toString().isBlank()));
    }
  }

  /** A set has no order of its own, and looks the same every time. */
  private static List<String> texts(Collection<?> many) {
    Stream<String> texts = many.stream().map(String::valueOf);
    return (many instanceof Set<?> ? texts.sorted() : texts).toList();
  }

  private static @Nullable Object read(RecordComponent component, Record settings) {
    try {
      var accessor = component.getAccessor();
      // Records of settings are mostly known to their own package alone.
      accessor.setAccessible(true);
      return accessor.invoke(settings);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a setting cannot be read: " + component.getName(), e);
    }
  }

  private static String kebab(String name) {
    return CAPITAL.matcher(name).replaceAll("$1-$2").toLowerCase(Locale.ROOT);
  }

  /** As it is written in a configuration: with brackets where it holds more than letters. */
  private static String key(Object key) {
    String word =
        key instanceof Enum<?> constant ? Words.of(constant).replace('_', '-') : key.toString();
    return PLAIN_KEY.matcher(word).matches() ? word : "[" + word + "]";
  }
}
