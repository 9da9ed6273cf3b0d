package io.xianda.exchange;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads one JSON object a line. Not thread-safe. */
final class ReadJsonl {

  private final ExchangeTexts texts;
  private final Problems problems;
  private final JsonMapper json =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  ReadJsonl(ExchangeTexts texts, Problems problems) {
    this.texts = texts;
    this.problems = problems;
  }

  List<Row> read(Path file) throws IOException {
    List<Row> rows = new ArrayList<>();
    long number = 0;
    int count = 0;
    try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        number++;
        String text = number == 1 && line.startsWith("\uFEFF") ? line.substring(1) : line;
        if (text.isBlank()) {
          continue;
        }
        count++;
        if (count > Limits.ROWS) {
          throw new UnusableFileException(texts.of("file.rows", Limits.ROWS));
        }
        row(number, text).ifPresent(rows::add);
      }
    } catch (CharacterCodingException e) {
      throw new UnusableFileException(texts.of("file.not-text"), e);
    }
    if (count == 0) {
      throw new UnusableFileException(texts.of("file.empty"));
    }
    return rows;
  }

  private Optional<Row> row(long number, String line) {
    var row = new BuildRow(number, problems, texts);
    JsonNode object;
    try {
      object = json.readTree(line);
    } catch (JacksonException e) {
      row.wrong(null, "problem.json");
      return Optional.empty();
    }
    if (!object.isObject()) {
      row.wrong(null, "problem.json");
      return Optional.empty();
    }
    object.properties().forEach(property -> property(row, property));
    return row.row();
  }

  private void property(BuildRow row, Map.Entry<String, JsonNode> property) {
    Optional<Column> known =
        Arrays.stream(Column.values()).filter(c -> c.field().equals(property.getKey())).findFirst();
    if (known.isEmpty()) {
      row.wrong(null, "problem.unknown-column", BuildRow.shown(property.getKey()));
      return;
    }
    Column column = known.get();
    JsonNode value = property.getValue();
    if (value.isNull()) {
      row.empty(column);
      return;
    }
    switch (column) {
      case SIMILAR, CHOICES, TAGS, CHANNELS, CITIES -> list(row, column, value);
      case FROM, UNTIL -> time(row, column, value);
      case ID, QUESTION, ANSWER, PAGE, IMAGE, INTENT, OWNER, STATE -> {
        if (value.isString()) {
          row.text(column, value.stringValue());
        } else {
          row.wrong(column, "problem.json-type");
        }
      }
    }
  }

  private static void list(BuildRow row, Column column, JsonNode value) {
    List<String> list = new ArrayList<>();
    boolean sound = value.isArray();
    if (sound) {
      for (JsonNode one : value) {
        sound &= one.isString();
        list.add(one.isString() ? one.stringValue() : "");
      }
    }
    if (sound) {
      row.list(column, list);
    } else {
      row.wrong(column, "problem.json-type");
    }
  }

  private static void time(BuildRow row, Column column, JsonNode value) {
    try {
      Instant time = OffsetDateTime.parse(value.asString()).toInstant();
      row.time(column, time);
    } catch (DateTimeException e) {
      row.wrong(column, "problem.time", BuildRow.shown(value.toString()));
    }
  }
}
