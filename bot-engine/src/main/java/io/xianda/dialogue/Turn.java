package io.xianda.dialogue;

import io.xianda.conversation.ConversationState;
import io.xianda.conversation.Part;
import io.xianda.conversation.ShopperId;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the shopper has said since the bot last spoke.
 *
 * @param shopper who
 * @param state of the conversation before it
 * @param memory what the bot stored after the last turn, or {@code null} at the beginning
 * @param parts all parts of all messages of the turn, in order
 * @param now the time that counts
 * @param channel where it was said, such as {@code web}
 * @param city where the shopper is served, or {@code null} when unknown
 */
public record Turn(
    ShopperId shopper,
    ConversationState state,
    @Nullable String memory,
    List<Part> parts,
    Instant now,
    String channel,
    @Nullable String city) {

  public Turn {
    parts = List.copyOf(parts);
  }

  /** A turn in the web chat, of a shopper whose city nobody knows. */
  public Turn(
      ShopperId shopper,
      ConversationState state,
      @Nullable String memory,
      List<Part> parts,
      Instant now) {
    this(shopper, state, memory, parts, now, "web", null);
  }

  /** The words of the turn; several messages are one sentence after another. */
  String text() {
    return parts.stream()
        .filter(Part.Text.class::isInstance)
        .map(part -> ((Part.Text) part).text().strip())
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining("，"));
  }
}
