package io.xianda.wechat;

import io.xianda.aftercare.Notifications;
import io.xianda.conversation.Conversation;
import io.xianda.conversation.ConversationId;
import io.xianda.ticket.TicketNumber;
import io.xianda.wechat.WechatRows.State;
import io.xianda.wechat.WechatSettings.Purpose;
import org.springframework.stereotype.Component;

/** Says news of tickets in WeChat, or reminds of them where they cannot be said. Thread-safe. */
@Component
class RemindOfTickets implements Notifications {

  private final WechatChannel channel;
  private final WechatRows rows;
  private final Reminders reminders;

  RemindOfTickets(WechatChannel channel, WechatRows rows, Reminders reminders) {
    this.channel = channel;
    this.rows = rows;
    this.reminders = reminders;
  }

  @Override
  public void ticketMoved(Conversation where, TicketNumber ticket, About about, String words) {
    channel.work(() -> {
      ConversationId id = where.id();
      if (rows.thread(id).isEmpty()) {
        return;
      }
      Purpose purpose =
          switch (about) {
            case PROGRESS -> Purpose.TICKET_PROGRESS;
            case REFUND -> Purpose.REFUND;
          };
      reminders.note(id, new Reminders.News(purpose, words, ticket.value()));
      channel.serve(id);
      // Somebody else may have held it before it was noted.
      if (rows.open(id).stream().anyMatch(out -> out.state() == State.HELD)) {
        reminders
            .take(id)
            .ifPresent(news -> rows.thread(id).ifPresent(thread -> reminders.send(thread, news)));
      }
    });
  }
}
