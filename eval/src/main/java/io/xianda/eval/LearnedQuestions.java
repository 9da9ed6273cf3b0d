package io.xianda.eval;

import io.xianda.intent.train.TrainingMessage;
import io.xianda.knowledge.Entry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The labelled messages that become similar questions of the entry that answers them. */
final class LearnedQuestions {

  private LearnedQuestions() {}

  /** By entry, in the order of the messages. */
  static Map<String, List<String>> of(List<TrainingMessage> messages) {
    Map<String, List<String>> questions = new LinkedHashMap<>();
    for (TrainingMessage message : messages) {
      if (!message.entries().isEmpty()) {
        questions
            .computeIfAbsent(message.entries().getFirst(), id -> new ArrayList<>())
            .add(message.text());
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
}
