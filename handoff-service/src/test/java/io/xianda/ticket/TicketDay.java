package io.xianda.ticket;

import io.xianda.PeopleDatabase;
import io.xianda.SettableClock;
import io.xianda.conversation.Channel;
import io.xianda.conversation.ConversationId;
import io.xianda.conversation.ShopperId;
import io.xianda.desk.DeskSettings;
import io.xianda.handoff.Priority;
import io.xianda.handoff.SkillGroup;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What tests of tickets say: one is opened, people work on it, time passes. */
final class TicketDay implements AutoCloseable {

  /** 10:00 in the shop. */
  static final Instant MORNING = Instant.parse("2026-11-23T02:00:00Z");

  static final SkillGroup AFTERSALE = new SkillGroup("aftersale");
  static final TicketActor.Staff LI = new TicketActor.Staff("li", false);
  static final TicketActor.Staff WANG = new TicketActor.Staff("wang", false);
  static final TicketActor.Staff CHEF = new TicketActor.Staff("chef", true);
  static final ClaimedItem EGGS =
      new ClaimedItem("egg30", "鲜鸡蛋", "quality.damaged", new BigDecimal("36.00"));
  static final ClaimedItem STEAK = new ClaimedItem("steak6", "牛排", "quality.poor", null);

  final SettableClock clock = new SettableClock(MORNING);
  final PeopleDatabase database;
  final Tickets tickets;
  final WatchTickets watch;
  final News news;

  TicketDay() throws Exception {
    database = new PeopleDatabase(clock, DeskSettings.defaults(), News.class);
    tickets = database.tickets();
    watch = database.the(WatchTickets.class);
    news = database.the(News.class);
  }

  /** The same, for fields that are set once. */
  static TicketDay opened() {
    try {
      return new TicketDay();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** All that was told. */
  static class News {

    private final List<TicketEvent> all = new ArrayList<>();

    List<TicketEvent> told() {
      return all;
    }

    @EventListener
    void on(TicketEvent event) {
      if (!(event instanceof TicketEvent.Changed)) {
        all.add(event);
      }
    }
  }

  void begin() {
    database
        .jdbc()
        .sql(
            """
            truncate conversation, message, decision_trace, ticket, ticket_entry, ticket_refund,
              handoff, handoff_event, handoff_guest, whisper
            """)
        .update();
    clock.set(MORNING);
    news.told().clear();
  }

  /** A claim that the bot has left, in a conversation with wu. */
  TicketNumber aClaim(ClaimedItem... items) {
    return left(
        new NewTicket(
            AFTERSALE,
            Priority.NORMAL,
            "claim-in-review",
            "XM2606150005",
            List.of(items),
            List.of()));
  }

  TicketNumber left(NewTicket ticket) {
    ConversationId id = database.conversations().open(new ShopperId("wu"), Channel.WEB).id();
    leaves(id, 1, ticket);
    return tickets.from(id.value()).getLast().number();
  }

  void leaves(ConversationId id, long seq, NewTicket ticket) {
    inTransaction(() -> tickets.open(id.value(), seq, "wu", ticket, null));
  }

  void inTransaction(Runnable work) {
    new TransactionTemplate(database.the(PlatformTransactionManager.class))
        .executeWithoutResult(status -> work.run());
  }

  Ticket now(TicketNumber number) {
    return tickets.find(number).orElseThrow();
  }

  /** Does it to what stands there now. */
  Ticket does(TicketActor by, TicketNumber number, TicketAct act) {
    return tickets.act(number, by, now(number).version(), act).ticket();
  }

  Ticket adds(TicketNumber number, String text) {
    return tickets
        .add(number, "wu", UUID.randomUUID().toString(), new TicketAct.Add(text, List.of()))
        .ticket();
  }

  /** A decision, with 39.90 paid for the item. */
  Tickets.Decided decides(
      TicketActor.Staff by, TicketNumber number, String item, RefundVerdict verdict) {
    return Objects.requireNonNull(
        new TransactionTemplate(database.the(PlatformTransactionManager.class))
            .execute(status ->
                tickets.decide(
                    number, by, now(number).version(), item, new BigDecimal("139.90"), verdict)));
  }

  /** What happened, in stable words. */
  List<String> story(TicketNumber number) {
    return tickets.timeline(number, 0, false, 200).stream().map(TicketEntry::what).toList();
  }

  void passes(Duration time) {
    clock.pass(time);
    watch.look();
  }

  @Override
  public void close() throws Exception {
    database.close();
  }
}
