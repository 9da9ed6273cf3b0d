package io.xianda.workplace;

import io.xianda.conversation.Conversation;
import io.xianda.conversation.Conversations;
import io.xianda.desk.Case;
import io.xianda.desk.Desk;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Puts together what a list of conversations shows. */
@Component
class ShowCases {

  private final Conversations conversations;
  private final Desk desk;

  ShowCases(Conversations conversations, Desk desk) {
    this.conversations = conversations;
    this.desk = desk;
  }

  List<ShownCase> of(List<Case> cases) {
    return cases.stream().flatMap(open -> of(open).stream()).toList();
  }

  private Optional<ShownCase> of(Case open) {
    return conversations.find(open.conversation()).map(conversation -> shown(open, conversation));
  }

  private ShownCase shown(Case open, Conversation conversation) {
    return ShownCase.of(
        open,
        desk.guests(open),
        conversation,
        conversations.unreadByAgents(conversation.id()),
        conversations.after(conversation.id(), conversation.lastSeq() - 1, 1).stream().findFirst(),
        conversations.briefing(conversation.id()));
  }
}
