package io.xianda.exchange;

import io.xianda.curating.LifeState;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;

/** Says what operators read, in the words of {@code exchange.properties}. Immutable. */
final class ExchangeTexts {

  private final ResourceBundle texts =
      ResourceBundle.getBundle("io.xianda.exchange.exchange", Locale.ROOT);
  private final Map<Column, String> headers = new EnumMap<>(Column.class);
  private final Map<LifeState, String> states = new EnumMap<>(LifeState.class);

  ExchangeTexts() {
    for (Column column : Column.values()) {
      headers.put(column, texts.getString("column." + column.field()));
    }
    for (LifeState state : LifeState.values()) {
      states.put(state, texts.getString("state." + state.name().toLowerCase(Locale.ROOT)));
    }
  }

  String header(Column column) {
    return headers.getOrDefault(column, column.field());
  }

  Optional<Column> column(String header) {
    return Arrays.stream(Column.values()).filter(c -> header(c).equals(header)).findFirst();
  }

  String state(LifeState state) {
    return states.getOrDefault(state, state.name());
  }

  /** The state of this name, be it the operators' word or the one in JSON. */
  Optional<LifeState> state(String word) {
    return Arrays.stream(LifeState.values())
        .filter(state -> state(state).equals(word) || state.name().equalsIgnoreCase(word))
        .findFirst();
  }

  /** One sentence; numbers as they are, without separators. */
  String of(String key, Object... parameters) {
    Object[] words = Arrays.stream(parameters).map(String::valueOf).toArray();
    return new MessageFormat(texts.getString(key), Locale.ROOT).format(words);
  }
}
