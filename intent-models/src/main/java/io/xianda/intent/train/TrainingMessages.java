package io.xianda.intent.train;

import io.xianda.intent.Hashes;
import io.xianda.intent.Intent;
import io.xianda.intent.IntentCatalog;
import io.xianda.intent.Normaliser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The training messages of a directory, in the order of file names and lines.
 *
 * @param all never empty
 * @param hash of the files' contents
 */
public record TrainingMessages(List<TrainingMessage> all, String hash) {

  public TrainingMessages {
    all = List.copyOf(all);
    if (all.isEmpty()) {
      throw new IllegalArgumentException("no training messages");
    }
  }

  /**
   * Reads every {@code *.tsv} below {@code directory} (see the README there).
   *
   * @throws IllegalArgumentException naming file and line: not three columns, an unknown intent, a
   *     message that stands twice after normalisation, or a pattern file that is more than a tenth
   *     of all
   */
  public static TrainingMessages read(Path directory, IntentCatalog catalog) throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.list(directory)) {
      files = found.filter(f -> f.toString().endsWith(".tsv")).sorted().toList();
    }
    List<TrainingMessage> messages = new ArrayList<>();
    Map<String, String> seen = new HashMap<>();
    List<byte[]> contents = new ArrayList<>();
    int fromPatterns = 0;
    for (Path file : files) {
      byte[] bytes = Files.readAllBytes(file);
      contents.add(bytes);
      String[] lines = new String(bytes, StandardCharsets.UTF_8).split("\n", -1);
      for (int i = 0; i < lines.length; i++) {
        String line =
            lines[i].endsWith("\r") ? lines[i].substring(0, lines[i].length() - 1) : lines[i];
        if (line.isBlank() || line.startsWith("#")) {
          continue;
        }
        String where = file.getFileName() + " line " + (i + 1);
        TrainingMessage message = parse(line, where, catalog);
        String before = seen.putIfAbsent(Normaliser.normalise(message.text()).text(), where);
        if (before != null) {
          throw new IllegalArgumentException(
              where + " repeats " + before + " after normalisation: " + message.text());
        }
        messages.add(message);
        fromPatterns += file.toString().endsWith("-patterns.tsv") ? 1 : 0;
      }
    }
    if (fromPatterns * 10 > messages.size()) {
      throw new IllegalArgumentException(
          "%d of %d messages come from patterns: at most a tenth may"
              .formatted(fromPatterns, messages.size()));
    }
    return new TrainingMessages(messages, Hashes.sha256(contents.toArray(byte[][]::new)));
  }

  private static TrainingMessage parse(String line, String where, IntentCatalog catalog) {
    String[] columns = line.split("\t", -1);
    if (columns.length != 3 || columns[2].isBlank()) {
      throw new IllegalArgumentException(
          where + ": expected intent, entries and text between single tabs");
    }
    Intent intent =
        catalog.intents().stream()
            .filter(known -> known.id().equals(columns[0]))
            .findFirst()
            .orElseThrow(
                () -> new IllegalArgumentException(where + ": unknown intent " + columns[0]));
    List<String> entries =
        columns[1].equals("-")
            ? List.of()
            : Stream.of(columns[1].split(","))
                .map(String::strip)
                .filter(e -> !e.isEmpty())
                .toList();
    return new TrainingMessage(intent, entries, columns[2].strip());
  }
}
