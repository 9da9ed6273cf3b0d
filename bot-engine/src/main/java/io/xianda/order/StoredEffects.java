package io.xianda.order;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.xianda.conversation.ConversationId;
import io.xianda.conversation.ShopperId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * Effects that happen exactly once, whatever dies in between:
 *
 * <ol>
 *   <li>the effect is stored, and committed;
 *   <li>the merchant's system is asked, under the key of the effect: asked again, it does nothing
 *       and says the same;
 *   <li>what it said is stored, and handed to the turn, whose reply tells the shopper.
 * </ol>
 *
 * <p>A turn that is answered again after a crash goes through the same steps with the same keys,
 * and decides by the same messages, time and account as before ({@link #begun}, {@link #seenBy}).
 * Where the merchant's system does not answer, the turn says so; {@link #askAgain} goes on asking,
 * and {@link #tellOwed} tells the shopper in the end. Thread-safe.
 */
@Service
public class StoredEffects implements Effects {

  private static final Logger LOG = LoggerFactory.getLogger(StoredEffects.class);
  private static final int AT_ONCE = 20;

  private final OrderGateway orders;
  private final EffectRecord record;
  private final EffectNews news = new EffectNews();

  /**
   * What turns under way have seen; lost in a crash before anything was done, and not needed then.
   */
  private final Cache<TurnKey, Account> seen =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(Duration.ofMinutes(2)).build();

  StoredEffects(OrderGateway orders, EffectRecord record) {
    this.orders = orders;
    this.record = record;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException when the turn stands in no record
   */
  @Override
  public EffectResult apply(TurnKey turn, int place, ShopperId shopper, Effect effect) {
    TurnKey.Place messages =
        turn.place()
            .orElseThrow(() -> new IllegalArgumentException("a turn without a place: " + turn));
    EffectKey key = EffectKey.of(turn, place);
    StoredEffect stored =
        record.begin(key, messages, shopper, effect, place == 0 ? seen.getIfPresent(turn) : null);
    if (!stored.effect().equals(effect)) {
      LOG.warn("effect {}: decided otherwise this time; what was decided first counts", key);
    }
    EffectResult result = stored.isPending() ? record.settle(key, ask(stored)) : stored.result();
    if (!(result instanceof EffectResult.Unknown)) {
      record.toldByReply(key);
    }
    return result;
  }

  /**
   * Stores an effect that no turn asks for, in the transaction of the caller; {@link #carryOut}
   * follows when that is committed. Should it not, {@link #askAgain} does it.
   */
  public void prepare(EffectKey key, ShopperId shopper, Effect effect) {
    record.beginApart(key, shopper, effect);
  }

  /**
   * Asks for a prepared effect, unless it is decided. Never within a transaction.
   *
   * @throws IllegalArgumentException when nothing was prepared under the key
   */
  public EffectResult carryOut(EffectKey key) {
    StoredEffect stored = prepared(key);
    return stored.isPending() ? record.settle(key, ask(stored)) : stored.result();
  }

  /**
   * What has come of a prepared effect so far.
   *
   * @throws IllegalArgumentException when nothing was prepared under the key
   */
  public EffectResult outcome(EffectKey key) {
    return prepared(key).result();
  }

  private StoredEffect prepared(EffectKey key) {
    return record.find(key).orElseThrow(() -> new IllegalArgumentException("no effect " + key));
  }

  private EffectResult ask(StoredEffect stored) {
    try {
      return orders.apply(stored.key(), stored.shopper(), stored.effect());
    } catch (RuntimeException e) {
      // Whatever it was, it may have been done: nobody knows.
      LOG.error("effect {}: the order gateway failed", stored.key(), e);
      return new EffectResult.Unknown();
    }
  }

  @Override
  public Optional<Begun> begun(ConversationId conversation, long from) {
    return record.begun(conversation, from);
  }

  @Override
  public OrderGateway seenBy(TurnKey turn, OrderGateway live) {
    return new OrderGateway() {
      @Override
      public Account accountOf(ShopperId shopper) {
        Account account =
            record.seenWith(EffectKey.of(turn, 0)).orElseGet(() -> live.accountOf(shopper));
        seen.put(turn, account);
        return account;
      }

      @Override
      public EffectResult apply(EffectKey key, ShopperId shopper, Effect effect) {
        return live.apply(key, shopper, effect);
      }
    };
  }

  /**
   * Asks the merchant's system again about what it has left open and what is due. May take long.
   */
  public void askAgain() {
    for (StoredEffect pending : record.takeUpPending(AT_ONCE)) {
      record.settleTakenUp(pending.key(), ask(pending));
    }
  }

  /** Tells shoppers what became of effects that their turn had to leave open; one message each. */
  public List<EffectRecord.Told> tellOwed() {
    List<EffectRecord.Told> told = new ArrayList<>();
    for (EffectKey key : record.owed(AT_ONCE)) {
      record.tell(key, news::of).ifPresent(told::add);
    }
    return told;
  }
}
