package io.xianda.exchange;

import io.xianda.curating.DraftContent;
import io.xianda.curating.LifeState;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** One JSON object a line. */
final class WriteJsonl implements EntryWriter {

  private final Writer out;
  private final JsonMapper json = JsonMapper.shared();

  WriteJsonl(OutputStream out) {
    this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
  }

  @Override
  public void write(String id, DraftContent content, LifeState state) throws IOException {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    for (Column column : Column.values()) {
      fields.put(column.field(), value(column, id, content, state));
    }
    out.write(json.writeValueAsString(fields));
    out.write('\n');
  }

  private static @Nullable Object value(
      Column column, String id, DraftContent content, LifeState state) {
    return switch (column) {
      case ID -> id;
      case QUESTION -> content.question();
      case SIMILAR -> content.similar();
      case ANSWER -> content.answer();
      case PAGE -> content.page();
      case IMAGE -> content.image();
      case CHOICES -> content.choices();
      case INTENT -> content.intent();
      case TAGS -> content.tags();
      case CHANNELS -> content.channels();
      case CITIES -> content.cities();
      case FROM -> content.from();
      case UNTIL -> content.until();
      case OWNER -> content.owner();
      case STATE -> state.name().toLowerCase(Locale.ROOT);
    };
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
