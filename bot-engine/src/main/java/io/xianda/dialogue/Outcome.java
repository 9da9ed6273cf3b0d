package io.xianda.dialogue;

import io.xianda.conversation.ConversationState;
import io.xianda.handoff.Briefing;
import io.xianda.handoff.Handoff;
import io.xianda.intent.Understanding;
import io.xianda.knowledge.SearchResult;
import io.xianda.order.Effect;
import io.xianda.ticket.NewTicket;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a turn.
 *
 * @param decision what the bot did
 * @param also what it did about a second matter of the same turn, or {@code null}
 * @param reply what it says
 * @param memory what it keeps, to be given back with the next turn
 * @param state who speaks next
 * @param handoff set when people take over
 * @param ticket set when something is left to be done later
 * @param briefing for whoever gets the conversation or the ticket, or {@code null}
 * @param effects what was done to orders
 * @param understanding what the words meant, or {@code null} when they were not read
 * @param found what the knowledge base held
 * @param trace why
 */
public record Outcome(
    Decision decision,
    @Nullable Decision also,
    Reply reply,
    String memory,
    ConversationState state,
    @Nullable Handoff handoff,
    @Nullable NewTicket ticket,
    @Nullable Briefing briefing,
    List<Effect> effects,
    @Nullable Understanding understanding,
    SearchResult found,
    DecisionTrace trace) {

  public Outcome {
    effects = List.copyOf(effects);
  }

  /** All that the bot did, in its order. */
  public List<Decision> decisions() {
    Decision second = also;
    return second == null ? List.of(decision) : List.of(decision, second);
  }

  /** The same, with more kept in mind. */
  Outcome remembering(DialogueMemory other) {
    return new Outcome(
        decision,
        also,
        reply,
        other.toJson(),
        state,
        handoff,
        ticket,
        briefing,
        effects,
        understanding,
        found,
        trace);
  }

  /** The same in other words. */
  Outcome saying(Reply other) {
    return new Outcome(
        decision,
        also,
        other,
        memory,
        state,
        handoff,
        ticket,
        briefing,
        effects,
        understanding,
        found,
        trace);
  }

  /** The same, with what became of its words in the trace. */
  Outcome worded(String wording) {
    return new Outcome(
        decision,
        also,
        reply,
        memory,
        state,
        handoff,
        ticket,
        briefing,
        effects,
        understanding,
        found,
        trace.worded(wording));
  }
}
