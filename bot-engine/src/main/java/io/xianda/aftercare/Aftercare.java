package io.xianda.aftercare;

import io.xianda.conversation.ConversationId;
import io.xianda.conversation.Conversations;
import io.xianda.conversation.ShopperId;
import io.xianda.order.Effect;
import io.xianda.order.EffectKey;
import io.xianda.order.EffectResult;
import io.xianda.order.MerchantAwayException;
import io.xianda.order.Order;
import io.xianda.order.OrderGateway;
import io.xianda.order.StoredEffects;
import io.xianda.ticket.ClaimedItem;
import io.xianda.ticket.Opening;
import io.xianda.ticket.RefundDecision;
import io.xianda.ticket.RefundVerdict;
import io.xianda.ticket.Ticket;
import io.xianda.ticket.TicketAct;
import io.xianda.ticket.TicketActor;
import io.xianda.ticket.TicketNumber;
import io.xianda.ticket.TicketRefusal;
import io.xianda.ticket.TicketRefusedException;
import io.xianda.ticket.Tickets;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * All that is done to tickets, with what follows from it: the shopper is told in the same
 * transaction, and the merchant's system is asked for money. Refusals are {@link
 * TicketRefusedException}s and change nothing. Thread-safe, also for several services on one
 * database.
 *
 * <p>A decision about money goes like every effect: it is stored with the effect that it asks for,
 * under a key made of the ticket's number; then the merchant's system is asked, and asked again
 * until it answers; then what it said is stored, and the shopper told. {@link #followUp} does
 * whatever a crash has left undone.
 */
@Service
public class Aftercare {

  private static final Logger LOG = LoggerFactory.getLogger(Aftercare.class);
  private static final int AT_ONCE = 50;

  private final Tickets tickets;
  private final Conversations conversations;
  private final TellShopper tell;
  private final OrderGateway orders;
  private final StoredEffects effects;
  private final TransactionOperations work;

  Aftercare(
      Tickets tickets,
      Conversations conversations,
      TellShopper tell,
      OrderGateway orders,
      StoredEffects effects,
      PlatformTransactionManager transactions) {
    this.tickets = tickets;
    this.conversations = conversations;
    this.tell = tell;
    this.orders = orders;
    this.effects = effects;
    this.work = new TransactionTemplate(transactions);
  }

  /** Opens a ticket; the same request of the same person again is the same ticket. */
  public Ticket open(TicketActor by, Opening opening) {
    Opening.Place place = opening.place();
    return told(() -> {
      if (place != null) {
        // Before the ticket refers to it: two who open tickets here would wait for each other.
        conversations.locked(new ConversationId(place.conversation()));
      }
      return tickets.open(by, opening);
    });
  }

  /**
   * Somebody of the staff does something to a ticket.
   *
   * @param version that was seen
   */
  public Ticket act(TicketActor.Staff by, TicketNumber number, long version, TicketAct act) {
    return told(() -> {
      if (act instanceof TicketAct.Ask && shopper(number) == null) {
        throw new TicketRefusedException(TicketRefusal.NO_SHOPPER);
      }
      return tickets.act(number, by, version, act);
    });
  }

  private @Nullable String shopper(TicketNumber number) {
    return existing(number).shopper();
  }

  /** A shopper adds something to an own ticket, once for each client id. */
  public Ticket add(
      ShopperId shopper, TicketNumber number, String clientId, TicketAct.Add addition) {
    return told(() -> tickets.add(number, shopper.value(), clientId, addition));
  }

  private Ticket told(Supplier<Tickets.Done> act) {
    return Objects.requireNonNull(
            work.execute(status -> {
              Tickets.Done done = act.get();
              if (!done.repeated()) {
                tell.of(done.ticket(), done.entry());
              }
              return done;
            }))
        .ticket();
  }

  // ---- money

  /**
   * Somebody of the staff decides about the money for an item. The same decision again is the same
   * decision.
   *
   * @param version that was seen
   * @param item its identifier, or {@code null} when the ticket is about one item only
   * @return the decision as it stands; pending while the merchant's system does not answer
   * @throws MerchantAwayException when the order cannot be looked at; nothing is decided then
   */
  public RefundDecision decide(
      TicketActor.Staff by,
      TicketNumber number,
      long version,
      @Nullable String item,
      RefundVerdict verdict) {
    Ticket ticket = existing(number);
    String owner = ticket.shopper();
    if (owner == null) {
      throw new TicketRefusedException(TicketRefusal.NO_SHOPPER);
    }
    var shopper = new ShopperId(owner);
    ClaimedItem about = Tickets.itemOf(ticket.items(), item);
    BigDecimal paid = paid(shopper, ticket.order(), about);
    Tickets.Decided decided =
        Objects.requireNonNull(
            work.execute(status -> {
              Tickets.Decided d = tickets.decide(number, by, version, about.item(), paid, verdict);
              if (!d.repeated()) {
                effects.prepare(key(d.decision()), shopper, effect(ticket, d.decision()));
              }
              return d;
            }));
    finish(decided.decision(), effects.carryOut(key(decided.decision())));
    return tickets.refunds(existing(number)).stream()
        .filter(d -> d.attempt() == decided.decision().attempt())
        .findFirst()
        .orElseThrow();
  }

  /** Not within a transaction: the merchant's system takes its time. */
  private BigDecimal paid(ShopperId shopper, @Nullable String order, ClaimedItem item) {
    return orders.accountOf(shopper).orders().stream()
        .filter(one -> one.number().equals(order))
        .flatMap(one -> one.item(item.item()).stream())
        .map(Order.Item::paid)
        .findFirst()
        .orElseThrow(() -> new TicketRefusedException(TicketRefusal.NO_ITEM));
  }

  private static Effect effect(Ticket ticket, RefundDecision decision) {
    String order = Objects.requireNonNull(ticket.order(), "its item was found in an order");
    BigDecimal amount = decision.amount();
    return amount == null
        ? new Effect.Reject(
            order, decision.item().item(), Objects.requireNonNull(decision.reason()))
        : new Effect.Grant(order, decision.item().item(), amount, decision.item().problem());
  }

  private static EffectKey key(RefundDecision decision) {
    return new EffectKey("ticket/" + decision.ticket() + "/" + decision.attempt());
  }

  private void finish(RefundDecision decision, EffectResult result) {
    switch (result) {
      case EffectResult.Applied _ -> settle(decision, null);
      case EffectResult.Refused(String reason) -> settle(decision, reason);
      case EffectResult.Unknown _ -> {}
    }
  }

  private void settle(RefundDecision decision, @Nullable String refusal) {
    work.executeWithoutResult(status ->
        tickets
            .settled(decision, refusal)
            .ifPresent(done ->
                tell.of(
                    done.ticket(),
                    done.entry(),
                    decision.item().name(),
                    money(decision.amount()))));
  }

  private static String money(@Nullable BigDecimal amount) {
    return amount == null ? "" : amount.setScale(2, RoundingMode.HALF_UP).toPlainString();
  }

  /** Finishes decisions that the merchant's system has answered meanwhile. */
  public void followUp() {
    for (RefundDecision decision : tickets.pendingRefunds(AT_ONCE)) {
      try {
        finish(decision, effects.outcome(key(decision)));
      } catch (RuntimeException e) {
        LOG.error(
            "ticket {}: a decision was not finished, and is tried again", decision.ticket(), e);
      }
    }
  }

  private Ticket existing(TicketNumber number) {
    return tickets
        .find(number)
        .orElseThrow(() -> new TicketRefusedException(TicketRefusal.UNKNOWN));
  }
}
