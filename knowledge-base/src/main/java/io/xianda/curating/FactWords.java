package io.xianda.curating;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The words by which a sentence tells which fact it means, from {@code fact-words.yml}. Immutable.
 */
final class FactWords {

  private final Map<String, List<Phrase>> phrases;

  private FactWords(Map<String, List<Phrase>> phrases) {
    this.phrases = phrases;
  }

  /**
   * One way to speak of a fact.
   *
   * @param head stands near the number
   * @param with words that stand in the sentence, too, or in the question that it answers
   * @param without words that make it another matter
   */
  record Phrase(String head, List<String> with, List<String> without) {

    static Phrase of(String line) {
      List<String> words = Arrays.asList(line.split(" "));
      List<String> others = words.subList(1, words.size());
      return new Phrase(
          words.getFirst(),
          others.stream().filter(word -> !word.startsWith("-")).toList(),
          others.stream()
              .filter(word -> word.startsWith("-"))
              .map(word -> word.substring(1))
              .toList());
    }

    /** Whether a sentence of the answer to a question speaks like this. */
    boolean isIn(String sentence, String question) {
      return sentence.contains(head)
          && with.stream().allMatch(word -> sentence.contains(word) || question.contains(word))
          && without.stream().noneMatch(sentence::contains);
    }
  }

  /** The words shipped with the product. */
  static FactWords shipped() {
    try (InputStream in =
        Objects.requireNonNull(
            FactWords.class.getResourceAsStream("fact-words.yml"), "fact-words.yml is missing")) {
      Map<String, List<String>> lines = new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
      Map<String, List<Phrase>> phrases = new LinkedHashMap<>();
      lines.forEach((fact, words) -> phrases.put(fact, words.stream().map(Phrase::of).toList()));
      return new FactWords(phrases);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The ways to speak of a fact; none when nobody has written any. */
  List<Phrase> of(String fact) {
    return phrases.getOrDefault(fact, List.of());
  }
}
