package io.xianda.insight;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the measurements that {@code bin/xianda eval all} appends to a file, a line each. Another
 * program writes it, perhaps right now: what cannot be read is counted and left out, and only the
 * end of a large file is read.
 */
@Component
class Evaluations {

  private static final Logger LOG = LoggerFactory.getLogger(Evaluations.class);

  private static final int MOST_BYTES = 4 * 1024 * 1024;
  private static final int MOST_RUNS = 200;
  private static final int MOST_METRICS = 1_000;
  private static final int LONGEST_WORD = 100;

  private final @Nullable Path file;
  private final JsonMapper json = JsonMapper.shared();

  Evaluations(InsightSettings settings) {
    this.file = settings.evaluations();
  }

  /**
   * What was measured.
   *
   * @param runs the last ones, the oldest first
   * @param broken how many lines could not be read
   */
  record History(List<Evaluation> runs, int broken) {

    History {
      runs = List.copyOf(runs);
    }
  }

  History read() {
    List<Evaluation> runs = new ArrayList<>();
    int broken = 0;
    for (String line : text().lines().toList()) {
      if (!line.isBlank()) {
        Optional<Evaluation> run = run(line);
        run.ifPresent(runs::add);
        broken += run.isPresent() ? 0 : 1;
      }
    }
    return new History(runs.subList(Math.max(0, runs.size() - MOST_RUNS), runs.size()), broken);
  }

  private String text() {
    if (file == null) {
      return shipped();
    }
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      long skipped = Math.max(0, channel.size() - MOST_BYTES);
      channel.position(skipped);
      ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(MOST_BYTES, channel.size()));
      while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
        // As long as there is more of it.
      }
      String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
      // Where the reading begins in the middle of a line, that line is no broken one.
      return skipped == 0 ? text : text.substring(text.indexOf('\n') + 1);
    } catch (IOException e) {
      LOG.warn("the measurements in {} cannot be read: {}", file, e.getMessage());
      return "";
    }
  }

  private static String shipped() {
    try (InputStream in =
        Objects.requireNonNull(
            Evaluations.class.getResourceAsStream("history.jsonl"), "history.jsonl is missing")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Optional<Evaluation> run(String line) {
    try {
      JsonNode run = json.readTree(line);
      Instant date = Instant.parse(word(run, "date"));
      Map<String, Double> metrics = new LinkedHashMap<>();
      for (Map.Entry<String, JsonNode> metric : run.path("metrics").properties()) {
        double value = metric.getValue().isNumber() ? metric.getValue().asDouble() : Double.NaN;
        if (Double.isFinite(value) && metrics.size() < MOST_METRICS) {
          metrics.put(metric.getKey(), value);
        }
      }
      return metrics.isEmpty()
          ? Optional.empty()
          : Optional.of(
              new Evaluation(
                  word(run, "commit"),
                  date,
                  word(run, "model"),
                  word(run, "knowledge_base"),
                  word(run, "data"),
                  metrics));
    } catch (JacksonException | DateTimeException e) {
      return Optional.empty();
    }
  }

  private static String word(JsonNode run, String field) {
    String word = run.path(field).asString("");
    return word.length() <= LONGEST_WORD ? word : word.substring(0, LONGEST_WORD);
  }
}
