package io.xianda.workplace;

import io.xianda.conversation.Conversation;
import io.xianda.conversation.ConversationId;
import io.xianda.conversation.Conversations;
import io.xianda.desk.Desk;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * The one place that decides which conversations somebody of the staff may read: supervisors all,
 * agents those in their hands or offered to them, those that wait for their groups, those that they
 * served, and earlier ones of a shopper whom they serve now. To all others they do not exist.
 */
@Component
class Sight {

  private final Conversations conversations;
  private final Desk desk;

  Sight(Conversations conversations, Desk desk) {
    this.conversations = conversations;
    this.desk = desk;
  }

  Conversation of(Me me, UUID conversation) {
    var id = new ConversationId(conversation);
    return conversations
        .find(id)
        .filter(found -> me.seesAll() || desk.mayRead(me.agent(), id))
        .orElseThrow(() -> new DeskProblemException(DeskProblem.UNKNOWN));
  }

  /**
   * A conversation whose shopper somebody wants to know more of than it tells itself: for those who
   * serve it now, and for supervisors. Who served it once has no business with the shopper's other
   * matters.
   */
  Conversation ofShopper(Me me, UUID conversation) {
    Conversation seen = of(me, conversation);
    if (!me.seesAll()
        && desk.hands(seen.id()).filter(hands -> hands.include(me.agent())).isEmpty()) {
      throw new DeskProblemException(DeskProblem.NOT_YOURS);
    }
    return seen;
  }
}
