package io.xianda.conversation;

import io.xianda.handoff.Briefing;
import io.xianda.handoff.Handoff;
import io.xianda.ticket.NewTicket;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the bot has done about one turn, to be recorded as a whole or not at all.
 *
 * @param from the conversation's {@code answeredSeq} that the turn started from: where it has moved
 *     meanwhile, nothing is recorded
 * @param through place of the last message that the turn deals with
 * @param parts the reply, at least one part
 * @param asks what the bot waits for, or {@code null}
 * @param memory what the bot keeps
 * @param state who is to speak next
 * @param handoff set when the conversation goes to people
 * @param ticket what is left to be done later, or {@code null}
 * @param briefing for whoever gets the conversation or the ticket, or {@code null}
 * @param trace why the bot did this, as JSON without personal data
 */
public record BotTurn(
    long from,
    long through,
    List<Part> parts,
    @Nullable String asks,
    String memory,
    ConversationState state,
    @Nullable Handoff handoff,
    @Nullable NewTicket ticket,
    @Nullable Briefing briefing,
    String trace) {

  public BotTurn {
    parts = List.copyOf(parts);
    if (parts.isEmpty() || through <= from) {
      throw new IllegalArgumentException("a turn deals with a message and replies to it");
    }
  }
}
