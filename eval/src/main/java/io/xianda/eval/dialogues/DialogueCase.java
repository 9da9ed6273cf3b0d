package io.xianda.eval.dialogues;

import io.xianda.conversation.ShopperId;
import io.xianda.flow.Asks;
import io.xianda.intent.Intent;
import java.time.LocalTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A dialogue of a suite: who comes, what he wants and knows, and what has to become of it.
 *
 * @param id unique in its suite
 * @param shopper of the demo shop; nobody is a guest
 * @param at local time of day in Shanghai at which it starts
 * @param opens said first, as one burst
 * @param facts what he answers when asked, one text for each time; never an empty list
 * @param then said when the bot asks for nothing more
 * @param goal the intent behind it
 * @param outcome what has to become of it
 */
public record DialogueCase(
    String id,
    Optional<ShopperId> shopper,
    LocalTime at,
    List<String> opens,
    Map<Asks, List<String>> facts,
    List<String> then,
    Intent goal,
    Expected outcome) {

  public DialogueCase {
    opens = List.copyOf(opens);
    then = List.copyOf(then);
    Map<Asks, List<String>> copied = new EnumMap<>(Asks.class);
    facts.forEach((slot, values) -> copied.put(slot, List.copyOf(values)));
    facts = Map.copyOf(copied);
    if (opens.isEmpty() || facts.values().stream().anyMatch(List::isEmpty)) {
      throw new IllegalArgumentException("a shopper opens with something, and no fact is empty");
    }
  }
}
