package io.xianda.eval.dialogues;

import io.xianda.conversation.Part;
import io.xianda.flow.Asks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the bot says to a turn, and what came of it.
 *
 * @param parts as they are shown
 * @param asks what it waits for
 * @param happened what counts for the verdict
 */
public record Heard(List<Part> parts, Optional<Asks> asks, List<Happened> happened) {

  public Heard {
    parts = List.copyOf(parts);
    happened = List.copyOf(happened);
  }

  boolean bringsPerson() {
    return happened.stream().anyMatch(Happened.HandedOver.class::isInstance);
  }

  /** The buttons under the message. */
  List<Part.Option> options() {
    List<Part.Option> options = new ArrayList<>();
    for (Part part : parts) {
      if (part instanceof Part.Choices choices) {
        options.addAll(choices.options());
      }
    }
    return options;
  }

  /** Everything there is to read, piece by piece. */
  public List<String> texts() {
    return OnScreen.of(parts);
  }
}
