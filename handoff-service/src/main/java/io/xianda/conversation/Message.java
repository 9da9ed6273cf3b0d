package io.xianda.conversation;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One message as it stands in the record.
 *
 * @param seq its place in the conversation: 1, 2, 3 … without a gap
 * @param author who wrote it
 * @param at when it was stored
 * @param clientId the shopper's id of it, or {@code null} for what the shop wrote
 * @param parts what it says, at least one part
 * @param asks the one thing that the bot waits for, such as {@code order}, or {@code null}
 * @param answers for a reply the seq of the last message that it answers, else 0
 * @param gathered whether it may share a turn with its neighbours
 * @param by which agent wrote it, or {@code null}
 */
public record Message(
    long seq,
    Author author,
    Instant at,
    @Nullable ClientMessageId clientId,
    List<Part> parts,
    @Nullable String asks,
    long answers,
    boolean gathered,
    @Nullable Writer by) {

  public Message {
    parts = List.copyOf(parts);
    if (seq < 1 || parts.isEmpty()) {
      throw new IllegalArgumentException("a message has a place and says something");
    }
  }

  /** All its text, line by line; empty when it has none. */
  public String text() {
    return parts.stream()
        .filter(Part.Text.class::isInstance)
        .map(part -> ((Part.Text) part).text())
        .collect(Collectors.joining("\n"));
  }
}
