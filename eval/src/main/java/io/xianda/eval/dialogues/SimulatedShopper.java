package io.xianda.eval.dialogues;

import io.xianda.conversation.Part;
import io.xianda.conversation.ShopperId;
import io.xianda.flow.Asks;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Says what a dialogue's shopper says, line for line as the contract of the suites has it: {@link
 * #opens} first, then what {@link #answers} to each message of the bot, until that is nothing. It
 * keeps count of what it has said; not thread-safe.
 */
final class SimulatedShopper {

  static final String DOES_NOT_KNOW = "不知道";
  static final String WANTS_PERSON = "要人工";
  static final String SIGNED_IN = "登录好了";

  private static final Pattern FILE =
      Pattern.compile("[^\\s/\\\\]+\\.(?:jpe?g|png|gif|webp|heic|bmp)", Pattern.CASE_INSENSITIVE);

  private final DialogueCase dialogue;
  private final Catchwords catchwords;
  private final Set<ShopperId> known;
  private final Map<Asks, Integer> asked = new EnumMap<>(Asks.class);
  private int continued;
  private boolean puzzled;

  /**
   * What is said next.
   *
   * @param parts at least one
   * @param signsInAs who the shopper is from now on, when that changes
   */
  record Said(List<Part> parts, Optional<ShopperId> signsInAs) {

    static Said of(String line) {
      return new Said(List.of(part(line)), Optional.empty());
    }
  }

  /**
   * @param known who may sign in
   */
  SimulatedShopper(DialogueCase dialogue, Catchwords catchwords, Set<ShopperId> known) {
    this.dialogue = dialogue;
    this.catchwords = catchwords;
    this.known = Set.copyOf(known);
  }

  /** The burst that it begins with. */
  Said opens() {
    return new Said(
        dialogue.opens().stream().map(SimulatedShopper::part).toList(), Optional.empty());
  }

  /** The next line, or nothing when there is nothing more to say. */
  Optional<Said> answers(Heard heard) {
    if (heard.bringsPerson()) {
      return Optional.empty();
    }
    Asks slot = heard.asks().orElse(null);
    if (slot != null) {
      return Optional.of(tells(slot, heard));
    }
    return continued == dialogue.then().size()
        ? Optional.empty()
        : Optional.of(Said.of(dialogue.then().get(continued++)));
  }

  private Said tells(Asks slot, Heard heard) {
    List<String> facts = dialogue.facts().get(slot);
    if (facts == null) {
      return slot == Asks.CHOICE && !heard.options().isEmpty() ? picks(heard.options()) : gropes();
    }
    int times = asked.merge(slot, 1, Integer::sum);
    String fact = facts.get(Math.min(times, facts.size()) - 1);
    return slot == Asks.SIGNIN ? signsIn(fact) : Said.of(fact);
  }

  private Said picks(List<Part.Option> options) {
    return Said.of(catchwords.pick(dialogue, options).orElse(options.getLast()).value());
  }

  private Said gropes() {
    String line = puzzled ? WANTS_PERSON : DOES_NOT_KNOW;
    puzzled = true;
    return Said.of(line);
  }

  private Said signsIn(String fact) {
    return known.stream()
        .filter(shopper -> shopper.value().equals(fact))
        .findFirst()
        .map(shopper -> new Said(List.of(part(SIGNED_IN)), Optional.of(shopper)))
        .orElseGet(() -> Said.of(fact));
  }

  private static Part part(String line) {
    return FILE.matcher(line.strip()).matches()
        ? new Part.Image(line.strip())
        : new Part.Text(line);
  }
}
