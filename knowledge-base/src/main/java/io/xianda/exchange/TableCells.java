package io.xianda.exchange;

import io.xianda.curating.DraftContent;
import io.xianda.curating.LifeState;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The cells of an entry in a table, in the order of the columns. Immutable. */
final class TableCells {

  private final ExchangeTexts texts;
  private final Times times;

  TableCells(ExchangeTexts texts, Times times) {
    this.texts = texts;
    this.times = times;
  }

  List<String> headers() {
    return Arrays.stream(Column.values()).map(texts::header).toList();
  }

  List<String> of(String id, DraftContent content, LifeState state) {
    return Arrays.stream(Column.values()).map(c -> cell(c, id, content, state)).toList();
  }

  private String cell(Column column, String id, DraftContent content, LifeState state) {
    return switch (column) {
      case ID -> CellText.write(id);
      case QUESTION -> CellText.write(content.question());
      case SIMILAR -> CellText.writeList(content.similar());
      case ANSWER -> CellText.write(content.answer());
      case PAGE -> optional(content.page());
      case IMAGE -> optional(content.image());
      case CHOICES -> CellText.writeList(content.choices());
      case INTENT -> CellText.write(content.intent());
      case TAGS -> CellText.writeList(content.tags());
      case CHANNELS -> CellText.writeList(content.channels());
      case CITIES -> CellText.writeList(content.cities());
      case FROM -> time(content.from());
      case UNTIL -> time(content.until());
      case OWNER -> CellText.write(content.owner());
      case STATE -> texts.state(state);
    };
  }

  private static String optional(@Nullable String text) {
    return text == null ? "" : CellText.write(text);
  }

  private String time(@Nullable Instant time) {
    return time == null ? "" : times.write(time);
  }
}
