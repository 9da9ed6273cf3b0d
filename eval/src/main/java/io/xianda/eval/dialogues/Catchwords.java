package io.xianda.eval.dialogues;

import io.xianda.conversation.Part;
import io.xianda.intent.Intent;
import io.xianda.intent.IntentCatalog;
import io.xianda.knowledge.Entry;
import io.xianda.knowledge.EntryId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

  /**
   * The button that a shopper takes: one for an entry that is expected before one for the goal, and
   * that before one for another entry of the goal.
   */
  Optional<Part.Option> pick(DialogueCase dialogue, List<Part.Option> options) {
    String goal = goals.getOrDefault(dialogue.goal(), "");
    List<Set<String>> labels =
        List.of(
            questions(dialogue.outcome().faq().stream().map(EntryId::value)),
            Set.of(goal),
            questions(entries.getOrDefault(dialogue.goal(), Set.of()).stream()));
    return labels.stream()
        .flatMap(wanted -> options.stream().filter(option -> wanted.contains(option.label())))
        .findFirst();
  }

  private Set<String> questions(Stream<String> ids) {
    return ids.map(id -> questions.getOrDefault(id, "")).collect(Collectors.toSet());
  }
}
