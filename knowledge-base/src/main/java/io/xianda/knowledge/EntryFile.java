package io.xianda.knowledge;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Reads entries from a YAML file with a list {@code faq}. */
public final class EntryFile {

  private EntryFile() {}

  /** The knowledge of the demonstration shop, shipped with the product. */
  public static List<Entry> demo() {
    try {
      return withMoreSimilar(demoAsWritten());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Adds the questions of {@code demo-similar.tsv}, which {@code bin/xianda train} writes from the
   * labelled messages.
   */
  private static List<Entry> withMoreSimilar(List<Entry> entries) throws IOException {
    Map<String, List<String>> more = new HashMap<>();
    try (InputStream in =
        Objects.requireNonNull(
            EntryFile.class.getResourceAsStream("demo-similar.tsv"),
            "demo-similar.tsv is missing; run bin/xianda train")) {
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.split("\t", 2))
          .filter(columns -> columns.length == 2)
          .forEach(
              columns -> more.computeIfAbsent(columns[0], id -> new ArrayList<>()).add(columns[1]));
    }
    return entries.stream()
        .map(entry -> entry.withSimilar(more.getOrDefault(entry.id().value(), List.of())))
        .toList();
  }

  /**
   * The knowledge of the demonstration shop as its operators first wrote it, without the questions
   * learned from messages.
   */
  public static List<Entry> demoAsWritten() {
    try (InputStream in =
        Objects.requireNonNull(
            EntryFile.class.getResourceAsStream("demo-faq.yml"), "demo-faq.yml is missing")) {
      return read(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException naming the entry: a field is missing, or an id stands twice
   */
  public static List<Entry> read(InputStream yaml) {
    Map<String, Object> root = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
    List<Entry> entries = new ArrayList<>();
    Set<EntryId> seen = new HashSet<>();
    for (Object row :
        (List<?>) Objects.requireNonNull(root.get("faq"), "the file has no list faq")) {
      Map<?, ?> fields = (Map<?, ?>) row;
      List<String> similar = new ArrayList<>();
      if (fields.get("similar") instanceof List<?> questions) {
        questions.forEach(q -> similar.add(String.valueOf(q)));
      }
      Entry entry =
          new Entry(
              new EntryId(required(fields, "id")),
              required(fields, "intent"),
              required(fields, "question"),
              similar,
              required(fields, "answer"),
              optional(fields, "page"));
      if (!seen.add(entry.id())) {
        throw new IllegalArgumentException("entry " + entry.id() + " stands twice");
      }
      entries.add(entry);
    }
    return entries;
  }

  private static String required(Map<?, ?> fields, String name) {
    String value = optional(fields, name);
    if (value == null) {
      throw new IllegalArgumentException("an entry lacks the field " + name + ": " + fields);
    }
    return value;
  }

  private static @Nullable String optional(Map<?, ?> fields, String name) {
    Object value = fields.get(name);
    return value == null ? null : String.valueOf(value);
  }
}
