package io.xianda.eval.dialogues;

import io.xianda.intent.Intent;
import io.xianda.intent.IntentCatalog;
import io.xianda.knowledge.Entry;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * By which words a shopper recognises on a button what he came for.
 *
 * @param goals for each intent its name
 * @param questions for each entry its question
 * @param entries for each intent its entries
 */
public record Catchwords(
    Map<Intent, String> goals, Map<String, String> questions, Map<Intent, Set<String>> entries) {

  public Catchwords {
    goals = Map.copyOf(goals);
    questions = Map.copyOf(questions);
    entries = Map.copyOf(entries);
  }

  /** Those of a catalogue and a knowledge base. */
  public static Catchwords of(IntentCatalog catalog, List<Entry> base) {
    Map<Intent, String> goals = new HashMap<>();
    Map<String, String> questions = new HashMap<>();
    Map<Intent, Set<String>> entries = new HashMap<>();
    catalog.intents().forEach(intent -> goals.put(intent, catalog.of(intent).name()));
    for (Entry entry : base) {
      questions.put(entry.id().value(), entry.question());
      if (!entry.intent().isBlank()) {
        entries
            .computeIfAbsent(new Intent(entry.intent()), intent -> new HashSet<>())
            .add(entry.id().value());
      }
    }
    return new Catchwords(goals, questions, entries);
  }

  /** Whether a button stands for the dialogue's goal or one of its entries. */
  boolean name(DialogueCase dialogue, String label) {
    return label.equals(goals.get(dialogue.goal()))
        || dialogue.outcome().faq().stream()
            .anyMatch(entry -> label.equals(questions.get(entry.value())))
        || entries.getOrDefault(dialogue.goal(), Set.of()).stream()
            .anyMatch(entry -> label.equals(questions.get(entry)));
  }
}
