package io.xianda.intent.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.xianda.intent.Intent;
import io.xianda.intent.IntentCatalog;
import io.xianda.intent.IntentDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the shipped training messages must keep to. Known intents, three columns, no message twice
 * after normalisation and few patterns are checked by {@link TrainingMessages#read} itself.
 */
class TrainingDataTest {

  private static final Path MESSAGES = Path.of("data/messages");
  private static final Path SHARED = Path.of("../../shared");

  /** From this share of common bigrams on, two messages count as one. */
  private static final double SAME = 0.75;

  private final IntentCatalog catalog = IntentCatalog.shipped();

  @Test
  void everyIntentHasEnoughMessages() throws IOException {
    Map<Intent, Long> counts =
        TrainingMessages.read(MESSAGES, catalog).all().stream()
            .collect(Collectors.groupingBy(TrainingMessage::intent, Collectors.counting()));
    for (Intent intent : catalog.intents()) {
      long needed = intent.equals(Intent.OUT_OF_SCOPE) ? 2_500 : 120;
      assertThat(counts.getOrDefault(intent, 0L)).as(intent.id()).isGreaterThanOrEqualTo(needed);
    }
  }

  @Test
  void everyMessageStandsInTheFileOfItsGroup() throws IOException {
    Map<String, String> fileOf = new HashMap<>();
    for (IntentDefinition definition : catalog.all()) {
      boolean outside = definition.intent().equals(Intent.OUT_OF_SCOPE);
      fileOf.put(definition.intent().id(), outside ? "oos" : definition.group());
    }
    try (Stream<Path> files = Files.list(MESSAGES)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString().replaceAll("(-patterns)?\\.tsv$", "");
        assertThat(Files.readAllLines(file))
            .filteredOn(line -> !line.isBlank() && !line.startsWith("#"))
            .extracting(line -> fileOf.get(line.substring(0, line.indexOf('\t'))))
            .as(file.toString())
            .containsOnly(name);
      }
    }
  }

  @Test
  void noMessageIsOneOfATestSet() throws IOException {
    List<Path> sets =
        List.of(
            SHARED.resolve("domain/dev-utterances.jsonl"),
            SHARED.resolve("data/smp2017_ecdt/dev.jsonl"),
            SHARED.resolve("data/smp2017_ecdt/test.jsonl"));
    assumeTrue(
        sets.stream().allMatch(Files::exists),
        "the test sets do not lie beside this checkout, so nothing can be compared with them");
    List<String> tests = new ArrayList<>();
    for (Path set : sets) {
      for (String line : Files.readAllLines(set)) {
        tests.add(JsonMapper.shared().readTree(line).path("text").asString());
      }
    }
    var alike = new Alike(tests);
    assertThat(TrainingMessages.read(MESSAGES, catalog).all())
        .filteredOn(message -> alike.stands(message.text()))
        .isEmpty();
  }

  /** Finds which of many texts has nearly the same bigrams. */
  private static final class Alike {

    private final List<Set<String>> texts = new ArrayList<>();
    private final Map<String, List<Integer>> having = new HashMap<>();

    Alike(List<String> all) {
      for (String text : all) {
        Set<String> bigrams = bigrams(text);
        bigrams.forEach(b -> having.computeIfAbsent(b, k -> new ArrayList<>()).add(texts.size()));
        texts.add(bigrams);
      }
    }

    boolean stands(String text) {
      Set<String> bigrams = bigrams(text);
      Map<Integer, Integer> shared = new HashMap<>();
      for (String bigram : bigrams) {
        having.getOrDefault(bigram, List.of()).forEach(i -> shared.merge(i, 1, Integer::sum));
      }
      return shared.entrySet().stream()
          .anyMatch(found -> {
            int all = bigrams.size() + texts.get(found.getKey()).size() - found.getValue();
            return found.getValue() >= SAME * all;
          });
    }

    /** Of letters and digits alone; one or two of them are themselves. */
    private static Set<String> bigrams(String text) {
      String bare = text.replaceAll("[^\\p{L}\\p{N}]", "").toLowerCase(Locale.ROOT);
      if (bare.length() < 3) {
        return bare.isEmpty() ? Set.of() : Set.of("=" + bare);
      }
      Set<String> bigrams = new HashSet<>();
      for (int i = 0; i + 1 < bare.length(); i++) {
        bigrams.add(bare.substring(i, i + 2));
      }
      return bigrams;
    }
  }
}
