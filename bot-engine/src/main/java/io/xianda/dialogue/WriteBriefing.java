package io.xianda.dialogue;

import io.xianda.flow.DraftInWords;
import io.xianda.flow.FlowState;
import io.xianda.flow.FlowStep;
import io.xianda.flow.FlowTurn;
import io.xianda.flow.Referral;
import io.xianda.handoff.Briefing;
import io.xianda.intent.Intent;
import io.xianda.intent.IntentCatalog;
import io.xianda.intent.slot.Emotion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes down for a person what the bot knows when it hands over. Thread-safe. */
final class WriteBriefing {

  private final IntentCatalog catalog;
  private final Phrases says;

  WriteBriefing(IntentCatalog catalog, Phrases says) {
    this.catalog = catalog;
    this.says = says;
  }

  /**
   * What stands behind a decision that brings in a person.
   *
   * @param before what was remembered before the turn
   * @param flowTurn the turn as tasks see it; {@code null} when it was not read
   */
  Briefing of(Decision decision, DialogueMemory before, Turn turn, @Nullable FlowTurn flowTurn) {
    FlowState flow = before.flow();
    String intent = intent(decision, before);
    List<String> known = flow == null ? List.of() : DraftInWords.of(flow, flowTurn);
    String mood = Emotion.of(turn.text()).level().name().toLowerCase(Locale.ROOT);
    String order = order(decision, flow);
    List<String> summary = new ArrayList<>();
    summary.add(says.of("briefing.wants", name(intent), says.of("briefing.mood." + mood)));
    summary.add(
        says.of(
            "briefing.order",
            order == null ? says.of("briefing.unknown") : order,
            known.isEmpty() ? says.of("briefing.unknown") : String.join("；", known)));
    summary.add(
        says.of(
            "briefing.tried",
            before.tried().isEmpty()
                ? says.of("briefing.nothing")
                : String.join("、", inWords(before.tried()))));
    return new Briefing(intent, order, known, mood, before.tried(), summary);
  }

  /** What the bot did, in words; what it did several times is told once, with the number. */
  private List<String> inWords(List<String> tried) {
    Map<String, Integer> times = new LinkedHashMap<>();
    for (String word : tried) {
      times.merge(inWords(word), 1, Integer::sum);
    }
    return times.entrySet().stream()
        .map(did ->
            did.getValue() == 1
                ? did.getKey()
                : says.of("briefing.did.times", did.getKey(), did.getValue()))
        .toList();
  }

  /** A stable word is a kind of deed and, behind a colon, what it was about. */
  private String inWords(String word) {
    int colon = word.indexOf(':');
    String kind = colon < 0 ? word : word.substring(0, colon);
    String about = word.substring(colon + 1);
    return switch (kind) {
      case "task", "gap" -> says.of("briefing.did." + kind, name(about));
      // The entry's number says nothing to anybody.
      default -> says.of("briefing.did." + kind);
    };
  }

  /** What it is about, an intent's id; empty when nobody knows. */
  static String intent(Decision decision, DialogueMemory before) {
    if (decision instanceof Decision.Progress(Intent intent, var step, var started)) {
      return intent.id();
    }
    FlowState flow = before.flow();
    String topic = before.topic();
    return flow != null ? flow.flow() : topic == null ? "" : topic;
  }

  private static @Nullable String order(Decision decision, @Nullable FlowState flow) {
    Referral referral =
        decision instanceof Decision.Progress(var i, FlowStep.Finished finished, var s)
            ? finished.referral()
            : null;
    if (referral != null && referral.order() != null) {
      return referral.order();
    }
    return flow == null ? null : flow.order();
  }

  private String name(String intent) {
    return intent.isEmpty() || !catalog.knows(new Intent(intent))
        ? says.of("briefing.unknown")
        : catalog.of(new Intent(intent)).name();
  }
}
