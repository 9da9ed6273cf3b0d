package io.xianda.order;

import io.xianda.conversation.ShopperId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What has become of the demonstration shop's orders. An effect that the order does not allow any
 * more is refused, whoever asks for it: the merchant has the last word. Thread-safe.
 */
final class ShopState {

  private final Map<ShopperId, Account> accounts = new HashMap<>();
  private final Map<EffectKey, EffectResult> results = new HashMap<>();
  private final List<Effect> effects = new ArrayList<>();

  synchronized Account of(ShopperId shopper, Account loaded) {
    return accounts.getOrDefault(shopper, loaded);
  }

  synchronized EffectResult apply(
      EffectKey key, ShopperId shopper, Account loaded, Effect effect, Instant now) {
    EffectResult before = results.get(key);
    if (before != null) {
      return before;
    }
    Account account = of(shopper, loaded);
    EffectResult result =
        account
            .order(effect.order())
            .map(order ->
                ApplyToOrder.apply(order, effect, now, "RF1" + "%03d".formatted(effects.size())))
            .orElse(new ApplyToOrder.Changed.Not("not-found"))
            .result(changed -> {
              accounts.put(shopper, with(account, changed, effect));
              effects.add(effect);
            });
    results.put(key, result);
    return result;
  }

  private static Account with(Account account, Order changed, Effect effect) {
    return new Account(
        account.orders().stream()
            .map(order -> order.number().equals(changed.number()) ? changed : order)
            .toList(),
        account.claims() + (isClaim(effect) ? 1 : 0));
  }

  private static boolean isClaim(Effect effect) {
    return effect instanceof Effect.Refund || effect instanceof Effect.Reship;
  }

  synchronized List<Effect> effects() {
    return List.copyOf(effects);
  }

  synchronized void clear() {
    accounts.clear();
    results.clear();
    effects.clear();
  }
}
