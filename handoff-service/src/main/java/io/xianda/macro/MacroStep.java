package io.xianda.macro;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.xianda.conversation.ConversationOutcome;
import io.xianda.handoff.SkillGroup;
import io.xianda.quickreply.Template;
import io.xianda.ticket.TicketKind;

/** One thing that a macro does. A further kind is a further record here. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = MacroStep.Say.class, name = "say"),
  @JsonSubTypes.Type(value = MacroStep.OpenTicket.class, name = "ticket"),
  @JsonSubTypes.Type(value = MacroStep.Close.class, name = "close")
})
public sealed interface MacroStep {

  /**
   * Writes to the shopper.
   *
   * @param text of a quick reply, see {@link Template}
   */
  record Say(String text) implements MacroStep {

    public Say {
      new Template(text);
    }
  }

  /**
   * Leaves something to be done later.
   *
   * @param group who should do it
   * @param kind what it is about
   * @param text what is to be done, 1 to 500 characters
   */
  record OpenTicket(String group, TicketKind kind, String text) implements MacroStep {

    private static final int LONGEST = 500;

    public OpenTicket {
      new SkillGroup(group);
      if (text.isBlank() || text.length() > LONGEST) {
        throw new IllegalArgumentException("a ticket says what is to be done");
      }
    }
  }

  /**
   * Ends the conversation.
   *
   * @param outcome one of an agent's
   * @param category what it was about, 1 to 60 characters
   */
  record Close(ConversationOutcome outcome, String category) implements MacroStep {

    private static final int LONGEST = 60;

    public Close {
      switch (outcome) {
        case AGENT_RESOLVED, AGENT_UNRESOLVED, TICKET -> {}
        case BOT_RESOLVED, BOT_UNRESOLVED, ABANDONED, SILENT ->
            throw new IllegalArgumentException("an agent ends a conversation as served");
      }
      if (category.isBlank() || category.length() > LONGEST) {
        throw new IllegalArgumentException("a category has 1 to 60 characters");
      }
    }
  }
}
