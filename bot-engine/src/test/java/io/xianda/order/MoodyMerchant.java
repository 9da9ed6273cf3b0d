package io.xianda.order;

import io.xianda.conversation.ShopperId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A merchant's system over the demonstration shop that does not always answer. Thread-safe. */
final class MoodyMerchant implements OrderGateway {

  /** How it takes what is asked of it. */
  enum Mood {
    ANSWERS,
    /** It does it, and the answer comes after everybody has gone. */
    ANSWERS_TOO_LATE,
    /** Nothing reaches it. */
    IS_AWAY,
    /** The gateway itself fails after it was done. */
    FAILS
  }

  private final DemoShop shop;
  private final List<EffectKey> asked = Collections.synchronizedList(new ArrayList<>());
  private volatile Mood mood = Mood.ANSWERS;
  private volatile Runnable whenAsked = () -> {};

  MoodyMerchant(DemoShop shop) {
    this.shop = shop;
  }

  void becomes(Mood other) {
    mood = other;
  }

  void whenAsked(Runnable look) {
    whenAsked = look;
  }

  List<EffectKey> asked() {
    return List.copyOf(asked);
  }

  List<Effect> done() {
    return shop.effects();
  }

  @Override
  public Account accountOf(ShopperId shopper) {
    return shop.accountOf(shopper);
  }

  @Override
  public EffectResult apply(EffectKey key, ShopperId shopper, Effect effect) {
    asked.add(key);
    whenAsked.run();
    return switch (mood) {
      case ANSWERS -> shop.apply(key, shopper, effect);
      case ANSWERS_TOO_LATE -> {
        shop.apply(key, shopper, effect);
        yield new EffectResult.Unknown();
      }
      case IS_AWAY -> new EffectResult.Unknown();
      case FAILS -> {
        shop.apply(key, shopper, effect);
        throw new IllegalStateException("the test wants it so");
      }
    };
  }
}
