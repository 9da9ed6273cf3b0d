package io.xianda.eval;

import io.xianda.intent.train.TrainingMessage;
import io.xianda.knowledge.Entry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The labelled messages that become similar questions of the entry that answers them. One that is
 * nearly said already is left out: it would cost every search and find nothing new.
 */
final class LearnedQuestions {

  /** From this cosine on, two questions of an entry say the same. */
  private static final double SAME = 0.73;

  private LearnedQuestions() {}

  /**
   * By entry, in the order of the messages.
   *
   * @param vectors of the messages, of length 1
   */
  static Map<String, List<String>> of(List<TrainingMessage> messages, List<float[]> vectors) {
    Map<String, List<String>> questions = new LinkedHashMap<>();
    Map<String, List<float[]>> kept = new LinkedHashMap<>();
    for (int i = 0; i < messages.size(); i++) {
      TrainingMessage message = messages.get(i);
      if (message.entries().isEmpty()) {
        continue;
      }
      String entry = message.entries().getFirst();
      float[] vector = vectors.get(i);
      List<float[]> others = kept.computeIfAbsent(entry, id -> new ArrayList<>());
      if (others.stream().noneMatch(other -> cosine(other, vector) >= SAME)) {
        others.add(vector);
        questions.computeIfAbsent(entry, id -> new ArrayList<>()).add(message.text());
      }
    }
    return questions;
  }

  /** The entries with these questions beside their own. */
  static List<Entry> added(List<Entry> entries, Map<String, List<String>> questions) {
    return entries.stream()
        .map(entry -> entry.withSimilar(questions.getOrDefault(entry.id().value(), List.of())))
        .toList();
  }

  /** As {@code demo-similar.tsv} holds them. */
  static String lines(Map<String, List<String>> questions) {
    StringBuilder lines = new StringBuilder();
    questions.forEach((id, texts) ->
        texts.forEach(text -> lines.append(id).append('\t').append(text).append('\n')));
    return lines.toString();
  }

  private static double cosine(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
