package io.xianda.eval;

import io.xianda.eval.dialogues.Actual;
import io.xianda.eval.dialogues.Change;
import io.xianda.eval.dialogues.Expected;
import io.xianda.eval.dialogues.ExpectedChange;
import io.xianda.eval.dialogues.Judged;
import io.xianda.eval.dialogues.Talked;
import io.xianda.flow.Asks;
import io.xianda.handoff.Priority;
import io.xianda.handoff.SkillGroup;
import io.xianda.knowledge.EntryId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A dialogue as a line of JSON. */
final class DialogueRow {

  private DialogueRow() {}

  static Map<String, Object> of(Judged judged) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("id", judged.dialogue().id());
    row.put("goal", judged.dialogue().goal().id());
    row.put("passed", judged.passed());
    row.put("problems", judged.problems());
    row.put("expected", expected(judged.dialogue().outcome()));
    row.put("actual", actual(judged.actual()));
    row.put("turns", judged.talked().turns());
    row.put("transcript", transcript(judged.talked()));
    return row;
  }

  static Map<String, Object> expected(Expected expected) {
    Map<String, Object> row =
        outcome(expected.kind().word(), expected.group(), expected.priority());
    expected
        .changes()
        .ifPresent(
            changes -> row.put("effects", changes.stream().map(DialogueRow::effect).toList()));
    putIfAny(row, "faq", expected.faq().stream().map(EntryId::value).toList());
    putIfAny(row, "mentions", expected.mentions());
    putIfAny(row, "never", expected.never());
    return row;
  }

  static Map<String, Object> actual(Actual actual) {
    Map<String, Object> row = outcome(actual.kind().word(), actual.group(), actual.priority());
    row.put("effects", actual.changes().stream().map(DialogueRow::effect).toList());
    actual.answer().ifPresent(entry -> row.put("faq", entry.value()));
    return row;
  }

  private static Map<String, Object> outcome(
      String kind, Optional<SkillGroup> group, Optional<Priority> priority) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("kind", kind);
    group.ifPresent(id -> row.put("group", id.id()));
    priority.ifPresent(how -> row.put("priority", how.name().toLowerCase(Locale.ROOT)));
    return row;
  }

  private static Map<String, Object> effect(Change change) {
    return Map.of(change.kind(), change.fields());
  }

  private static Map<String, Object> effect(ExpectedChange change) {
    return Map.of(change.kind(), change.fields());
  }

  private static void putIfAny(Map<String, Object> row, String name, List<String> values) {
    if (!values.isEmpty()) {
      row.put(name, values);
    }
  }

  private static List<Map<String, Object>> transcript(Talked talked) {
    List<Map<String, Object>> lines = new ArrayList<>();
    for (Talked.Exchange exchange : talked.exchanges()) {
      lines.add(Map.of("shopper", exchange.said()));
      Map<String, Object> bot = new LinkedHashMap<>();
      bot.put("bot", exchange.heard().texts());
      exchange.heard().asks().map(Asks::word).ifPresent(word -> bot.put("asks", word));
      lines.add(bot);
    }
    return lines;
  }
}
