package io.xianda.flow;

import io.xianda.intent.slot.Fraction;
import io.xianda.order.Effect;
import io.xianda.order.Order;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** What the shop's rules give for a claim. All amounts are in yuan, rounded to cents. */
final class ClaimDecision {

  private final ShopRules rules;

  ClaimDecision(ShopRules rules) {
    this.rules = rules;
  }

  /**
   * Why nothing can be claimed, as the key of the phrase that says so, in the order of the rules.
   */
  Optional<String> refusal(Order order, Order.Item item, Instant now) {
    Instant delivered = order.delivered();
    if (delivered == null) {
      return Optional.of("claim.not-delivered");
    }
    if (order.isClaimed(item.sku())) {
      return Optional.of("claim.claimed");
    }
    return Duration.between(delivered, now).compareTo(rules.window(item.kind())) > 0
        ? Optional.of(
            switch (item.kind()) {
              case FRESH -> "claim.past.fresh";
              case FROZEN -> "claim.past.frozen";
              case PACKAGED -> "claim.past.packaged";
            })
        : Optional.empty();
  }

  /** What is paid back. */
  BigDecimal refund(ClaimDraft.Line line, Order.Item item) {
    Fraction part = Objects.requireNonNull(line.part(), "the part is known by now");
    BigDecimal paid = item.paid();
    return switch (line.problem()) {
      case SPOILED, DAMAGED -> isWhole(part) ? cents(paid) : share(paid, part);
      case MISSING -> share(paid, part);
      // Twice what is missing, but never more than was paid.
      case SHORT_WEIGHT -> share(paid.add(paid), part).min(cents(paid));
      case WRONG_ITEM, NO_REASON -> cents(paid);
      case POOR, UNKNOWN -> throw new IllegalStateException("a person sets the amount");
    };
  }

  /** Whether so much is bad that the whole line is paid back. */
  boolean isWhole(Fraction part) {
    return part.compareTo(new Fraction(rules.wholeFrom(), 100)) > 0;
  }

  /** Whether it is sent again rather than paid back. */
  boolean reships(ClaimDraft.Line line, Order.Item item) {
    return (line.problem() == Problem.MISSING || line.problem() == Problem.WRONG_ITEM)
        && !line.money()
        && item.inStock();
  }

  /**
   * Whether it is settled at once.
   *
   * @param value of the claim
   * @param before claims made earlier
   */
  boolean isAutomatic(BigDecimal value, int before) {
    return value.compareTo(rules.automaticLimit()) <= 0 && before < rules.automaticClaims();
  }

  /** What the goods are worth that are sent again. */
  BigDecimal value(ClaimDraft.Line line, Order.Item item) {
    Fraction part = Objects.requireNonNull(line.part(), "the part is known by now");
    return share(item.paid(), part);
  }

  Effect.Reship reship(ClaimDraft.Line line, Order.Item item) {
    Fraction part = Objects.requireNonNull(line.part(), "the part is known by now");
    long pieces =
        Math.ceilDiv(Math.multiplyExact(part.numerator(), item.count()), part.denominator());
    return new Effect.Reship(
        line.order(),
        line.item(),
        (int) Math.max(1, pieces),
        line.problem().intent(),
        line.photos());
  }

  private static BigDecimal share(BigDecimal amount, Fraction part) {
    return amount
        .multiply(BigDecimal.valueOf(part.numerator()))
        .divide(BigDecimal.valueOf(part.denominator()), MathContext.DECIMAL64)
        .setScale(2, RoundingMode.HALF_UP);
  }

  private static BigDecimal cents(BigDecimal amount) {
    return amount.setScale(2, RoundingMode.HALF_UP);
  }
}
