package io.xianda.knowledge;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Words that shoppers use for the same thing: 小哥, 骑手, 配送员. Who says one of them is also looked for
 * by the others, at half the weight. It is applied to messages and not to the index, so that a
 * change works at once. Immutable.
 */
public final class Synonyms {

  private static final Synonyms NONE = new Synonyms(List.of());

  /** A message names few things; a dictionary that makes hundreds of terms of it is a mistake. */
  private static final int MOST_TERMS = 48;

  private final List<List<String>> groups;

  private Synonyms(List<List<String>> groups) {
    this.groups = groups;
  }

  /** No words are the same. */
  public static Synonyms none() {
    return NONE;
  }

  /** Those shipped with the product. */
  public static Synonyms shipped() {
    try (InputStream in =
        Objects.requireNonNull(
            Synonyms.class.getResourceAsStream("synonyms.txt"), "synonyms.txt is missing")) {
      return read(new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a dictionary: in each line words of the same meaning, separated by blanks; {@code #}
   * starts a comment.
   *
   * @throws IllegalArgumentException naming the line: a group of one, or a word of one character or
   *     more than 20, which would match everything or nothing
   */
  public static Synonyms read(List<String> lines) {
    List<List<String>> groups = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).replaceFirst("#.*", "").strip();
      if (line.isEmpty()) {
        continue;
      }
      List<String> group = List.of(line.split("\\s+", -1));
      if (group.size() < 2) {
        throw new IllegalArgumentException("line " + (i + 1) + ": a word alone has no synonym");
      }
      for (String word : group) {
        int length = word.codePointCount(0, word.length());
        if (length < 2 || length > 20) {
          throw new IllegalArgumentException(
              "line %d: %s has %d characters, allowed are 2 to 20".formatted(i + 1, word, length));
        }
      }
      groups.add(group);
    }
    return new Synonyms(List.copyOf(groups));
  }

  /** The groups, in the order of the dictionary. */
  public List<List<String>> groups() {
    return groups;
  }

  /** The bigrams of the words that mean the same as words of the message and are not in it. */
  List<String> related(String text, Set<String> bigrams) {
    Set<String> related = new LinkedHashSet<>();
    for (List<String> group : groups) {
      if (group.stream().anyMatch(text::contains)) {
        for (String word : group) {
          if (!text.contains(word)) {
            related.addAll(TextAnalysis.bigrams(word));
          }
        }
      }
    }
    related.removeAll(bigrams);
    return related.stream().limit(MOST_TERMS).toList();
  }
}
