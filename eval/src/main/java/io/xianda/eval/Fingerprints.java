package io.xianda.eval;

import io.xianda.intent.Hashes;
import io.xianda.knowledge.Entry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Short names of what a measurement depends on. */
final class Fingerprints {

  private static final int LENGTH = 12;

  private Fingerprints() {}

  static String of(List<Entry> entries) {
    StringBuilder all = new StringBuilder();
    entries.forEach(entry ->
        all.append(List.of(entry.id(), entry.intent(), entry.questions(), entry.answer()) + "\n"));
    return of(all.toString());
  }

  /** Of files, in this order; their names do not matter. */
  static String ofFiles(List<Path> files) throws IOException {
    List<byte[]> parts = new ArrayList<>();
    for (Path file : files) {
      parts.add(Files.readAllBytes(file));
    }
    return Hashes.sha256(parts.toArray(new byte[0][])).substring(0, LENGTH);
  }

  static String of(String text) {
    return Hashes.sha256(text.getBytes(StandardCharsets.UTF_8)).substring(0, LENGTH);
  }
}
