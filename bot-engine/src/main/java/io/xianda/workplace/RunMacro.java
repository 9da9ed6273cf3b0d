package io.xianda.workplace;

import io.xianda.conversation.ClientMessageId;
import io.xianda.conversation.Conversation;
import io.xianda.conversation.ConversationId;
import io.xianda.conversation.Conversations;
import io.xianda.conversation.Part;
import io.xianda.desk.Desk;
import io.xianda.handoff.Priority;
import io.xianda.handoff.SkillGroup;
import io.xianda.macro.Macro;
import io.xianda.macro.MacroStep;
import io.xianda.macro.Macros;
import io.xianda.quickreply.Template;
import io.xianda.ticket.NewTicket;
import io.xianda.ticket.Opening;
import io.xianda.ticket.TicketActor;
import io.xianda.ticket.TicketKind;
import io.xianda.ticket.Tickets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Does all steps of a macro in one transaction, once for each client id. */
@Component
class RunMacro {

  private final Desk desk;
  private final Conversations conversations;
  private final Macros macros;
  private final FillQuickReply fill;
  private final Tickets tickets;
  private final TransactionTemplate transaction;

  RunMacro(
      Desk desk,
      Conversations conversations,
      Macros macros,
      FillQuickReply fill,
      Tickets tickets,
      TransactionTemplate transaction) {
    this.desk = desk;
    this.conversations = conversations;
    this.macros = macros;
    this.fill = fill;
    this.tickets = tickets;
    this.transaction = transaction;
  }

  /** Something to do, with no gaps left. */
  private interface Act {

    void as(String clientId);
  }

  /**
   * Runs it; a request that has run before changes nothing.
   *
   * @param clientId up to 48 characters, so that those of its messages fit
   * @param order that it is about, or {@code null}
   */
  void run(Me me, Conversation seen, Macro macro, String clientId, @Nullable String order) {
    // Gaps are filled before the transaction: the merchant's system may take its time.
    List<Act> acts = macro.steps().stream().map(step -> act(me, seen, step, order)).toList();
    transaction.executeWithoutResult(_ -> {
      conversations.locked(seen.id());
      if (macros.begin(macro.id(), seen.id(), me.agent(), new ClientMessageId(clientId))) {
        for (int i = 0; i < acts.size(); i++) {
          acts.get(i).as(clientId + "-" + i);
        }
      }
    });
  }

  private Act act(Me me, Conversation seen, MacroStep step, @Nullable String order) {
    ConversationId id = seen.id();
    return switch (step) {
      case MacroStep.Say(String text) -> {
        FillQuickReply.Filled filled = fill.fill(me, seen, new Template(text), order);
        if (!filled.missing().isEmpty()) {
          // Nobody reads it before it is sent.
          throw new DeskProblemException(DeskProblem.GAP_LEFT);
        }
        List<Part> parts = List.of(new Part.Text(filled.text()));
        yield clientId -> desk.say(me.agent(), id, new ClientMessageId(clientId), parts);
      }
      case MacroStep.OpenTicket(String group, TicketKind kind, String text) -> {
        var ticket =
            new NewTicket(
                new SkillGroup(group), Priority.NORMAL, "by-macro", order, List.of(), List.of());
        var place = new Opening.Place(id.value(), seen.lastSeq());
        var by = new TicketActor.Staff(me.agent().value(), me.seesAll());
        yield clientId ->
            tickets.open(
                by, new Opening(ticket, kind, text, seen.shopper().value(), place, clientId));
      }
      case MacroStep.Close(var outcome, String category) ->
          _ -> desk.close(me.agent(), id, outcome, category);
    };
  }
}
