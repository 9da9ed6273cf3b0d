package io.xianda.person;

import io.xianda.audit.AuditLog;
import io.xianda.audit.Deed;
import io.xianda.conversation.ConversationId;
import io.xianda.conversation.ConversationOutcome;
import io.xianda.conversation.Conversations;
import io.xianda.conversation.ShopperId;
import io.xianda.identity.SamePerson;
import io.xianda.order.MerchantAwayException;
import io.xianda.order.OrderGateway;
import io.xianda.order.WechatName;
import io.xianda.storage.KeyedHash;
import io.xianda.storage.Keys;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Who somebody is, whatever name they come by. Only guests turn out to be somebody else: an account
 * of the merchant's is never merged into another, whatever WeChat says of the two. Thread-safe, for
 * several nodes.
 */
@Component
public class Persons implements SamePerson {

  private static final Logger LOG = LoggerFactory.getLogger(Persons.class);

  /** Of a chain: a guest who was a guest who was somebody. */
  private static final int LONGEST_CHAIN = 8;

  private final PersonRows rows;
  private final Conversations conversations;
  private final OrderGateway orders;
  private final AuditLog audit;
  private final TransactionTemplate inTransaction;
  private final KeyedHash hashes;
  private final Clock clock;

  Persons(
      PersonRows rows,
      Conversations conversations,
      OrderGateway orders,
      AuditLog audit,
      PlatformTransactionManager transactions,
      Keys keys,
      Clock clock) {
    this.rows = rows;
    this.conversations = conversations;
    this.orders = orders;
    this.audit = audit;
    this.inTransaction = new TransactionTemplate(transactions);
    this.hashes = new KeyedHash(keys.wechatKey());
    this.clock = clock;
  }

  @Override
  public ShopperId now(ShopperId shopper) {
    ShopperId now = shopper;
    for (int i = 0; i < LONGEST_CHAIN && now.isGuest(); i++) {
      Optional<ShopperId> next = rows.stays(now);
      if (next.isEmpty()) {
        break;
      }
      now = next.get();
    }
    return now;
  }

  /**
   * Somebody has this UnionID.
   *
   * @return who that is
   */
  public ShopperId has(ShopperId shopper, UnionId union) {
    return inTransaction(() -> {
      ShopperId who = now(shopper);
      ShopperId known = now(rows.known(hashes.of("union", union.value()), who, clock.instant()));
      if (known.equals(who)) {
        return who;
      }
      if (!known.isGuest() && !who.isGuest()) {
        LOG.warn(
            "{} and {} are two accounts of the merchant's with UnionID {}; they stay two",
            known,
            who,
            union);
        return who;
      }
      return known.isGuest() && !who.isGuest()
          ? merged(known, who, Evidence.UNION_ID)
          : merged(who, known, Evidence.UNION_ID);
    });
  }

  /** A guest has signed in as somebody. */
  public ShopperId signedIn(ShopperId guest, ShopperId shopper) {
    ShopperId who = now(guest);
    return who.isGuest() && !who.equals(shopper)
        ? inTransaction(() -> merged(who, now(shopper), Evidence.SIGNED_IN))
        : shopper;
  }

  /**
   * Asks the merchant who a guest is that WeChat knows. Calls the merchant's system, hence not for
   * the way of a message.
   *
   * @return who that is; the guest where the merchant does not know, or does not answer
   */
  public ShopperId recognise(ShopperId shopper, WechatName name) {
    ShopperId who = now(shopper);
    if (!who.isGuest()) {
      return who;
    }
    try {
      return orders
          .shopperOf(name)
          .filter(known -> !known.isGuest())
          .map(known -> inTransaction(() -> merged(who, known, Evidence.MERCHANT)))
          .orElse(who);
    } catch (MerchantAwayException e) {
      LOG.warn("the merchant has not said who {} is: {}", name, e.getMessage());
      return who;
    }
  }

  /** Who else somebody was, the newest first. */
  public List<Merge> mergesInto(ShopperId shopper) {
    return rows.into(shopper);
  }

  /** What became of an attempt to take a merge back. */
  public enum Undoing {
    UNDONE,
    /** There is no such merge into this shopper, or it was undone already. */
    UNKNOWN,
    /** This shopper was merged into another since; that has to be undone first. */
    NOT_THE_LAST
  }

  /**
   * Takes a merge back: the two are two again, with what each of them had, and are not merged
   * again.
   *
   * @param by the account that asks
   */
  public Undoing undo(ShopperId stays, long number, String by) {
    return inTransaction(() -> {
      rows.hold(stays);
      Optional<Merge> merge = rows.merge(stays, number).filter(m -> m.undoneAt() == null);
      if (merge.isEmpty()) {
        return Undoing.UNKNOWN;
      }
      if (rows.stays(stays).isPresent()) {
        return Undoing.NOT_THE_LAST;
      }
      rows.moveBack(merge.get());
      rows.undone(merge.get(), by, clock.instant());
      audit.record(
          new Deed(
              by,
              "shopper-merge-undone",
              "shopper:" + stays,
              Map.of("guest", merge.get().gone().value())));
      return Undoing.UNDONE;
    });
  }

  private ShopperId merged(ShopperId gone, ShopperId stays, Evidence evidence) {
    rows.hold(gone, stays);
    if (rows.stays(gone).isPresent() || rows.wasUndone(gone, stays)) {
      return now(gone);
    }
    rows.openTwice(gone, stays)
        .forEach(id ->
            conversations.close(new ConversationId(id), ConversationOutcome.BOT_UNRESOLVED, null));
    long merge = rows.merged(gone, stays, evidence, clock.instant());
    rows.move(merge, gone, stays);
    audit.record(
        new Deed(
            Deed.NOBODY,
            "shopper-merged",
            "shopper:" + stays,
            Map.of("guest", gone.value(), "evidence", evidence.word())));
    return stays;
  }

  private <T> T inTransaction(java.util.function.Supplier<T> what) {
    return java.util.Objects.requireNonNull(inTransaction.execute(_ -> what.get()));
  }
}
