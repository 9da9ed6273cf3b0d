package io.xianda.intent;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes in full what shoppers abbreviate (tk, yhq) and puts right what they mistype for the words
 * of the trade (优惠卷), by {@code spellings.tsv}. It is no part of the normal form: models and stored
 * vectors of before stay valid. Immutable; linear in the length of the text.
 */
final class Spellings {

  private final Map<String, String> meant;
  private final Pattern written;

  private record Row(String written, String meant, String notBefore) {

    Row {
      if (written.isEmpty() || meant.isEmpty()) {
        throw new IllegalArgumentException("spellings.tsv: a word is missing beside " + written);
      }
    }

    String pattern() {
      // A word of Latin letters inside another, or in an e-mail address, is something else.
      String alone =
          written.chars().allMatch(c -> c < 128)
              ? "(?<![a-z0-9@._-])" + written + "(?![a-z0-9@._-])"
              : written;
      return notBefore.isEmpty() ? alone : alone + "(?![" + notBefore + "])";
    }
  }

  private Spellings(List<Row> rows) {
    Map<String, String> table = new HashMap<>();
    rows.forEach(row -> table.put(row.written(), row.meant()));
    this.meant = Map.copyOf(table);
    this.written =
        Pattern.compile(
            rows.stream()
                .sorted(Comparator.comparingInt((Row row) -> row.written().length()).reversed())
                .map(Row::pattern)
                .collect(Collectors.joining("|")));
  }

  static Spellings shipped() {
    try (var lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(
                    Spellings.class.getResourceAsStream("spellings.tsv"),
                    "spellings.tsv is missing"),
                StandardCharsets.UTF_8))) {
      List<Row> rows = new ArrayList<>();
      for (String line : lines.lines().toList()) {
        if (!line.startsWith("#") && !line.isBlank()) {
          String[] columns = (line + "\t\t").split("\t", -1);
          rows.add(new Row(columns[0], columns[1], columns[2]));
        }
      }
      return new Spellings(rows);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same with its words as they are meant; what was typed stays beside it. */
  Utterance inFull(Utterance utterance) {
    String text =
        written
            .matcher(utterance.text())
            .replaceAll(m -> Objects.requireNonNull(meant.get(m.group())));
    return text.equals(utterance.text()) ? utterance : new Utterance(utterance.raw(), text);
  }
}
