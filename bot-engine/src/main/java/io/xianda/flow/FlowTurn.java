package io.xianda.flow;

import io.xianda.conversation.ShopperId;
import io.xianda.intent.Intent;
import io.xianda.intent.slot.OrderMention;
import io.xianda.order.Account;
import io.xianda.order.OrderGateway;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * A turn as tasks see it. For one thread, and one turn.
 *
 * <p>Whoever asks for the account first asks the merchant's system, and nobody does when no task
 * needs it.
 */
public final class FlowTurn {

  private final ShopperId shopper;
  private final String raw;
  private final String text;
  private final List<OrderMention> mentions;
  private final ToDoubleFunction<Intent> intents;
  private final List<String> photos;
  private final OrderGateway orders;
  private final Instant now;
  private final FlowPhrases says;
  private final @Nullable String before;
  private @Nullable Account account;
  private @Nullable String about;
  private @Nullable FlowTurn told;

  /**
   * @param shopper whose orders may be looked at
   * @param raw what was said
   * @param text the same, normalised
   * @param mentions order numbers in it
   * @param intents how likely it means what, in [0, 1]
   * @param photos names of the pictures that came with it, or shortly before
   * @param orders the merchant's system
   * @param before number of the order that was talked about last, or {@code null}
   * @param now the time that counts
   * @param says what the bot says
   */
  public FlowTurn(
      ShopperId shopper,
      String raw,
      String text,
      List<OrderMention> mentions,
      ToDoubleFunction<Intent> intents,
      List<String> photos,
      OrderGateway orders,
      @Nullable String before,
      Instant now,
      FlowPhrases says) {
    this.shopper = shopper;
    this.raw = raw;
    this.text = text;
    this.mentions = List.copyOf(mentions);
    this.intents = intents;
    this.photos = List.copyOf(photos);
    this.orders = orders;
    this.before = before;
    this.now = now;
    this.says = says;
  }

  /** The same turn as if these words had been said. */
  FlowTurn saying(String words) {
    var other =
        new FlowTurn(
            shopper,
            words,
            io.xianda.intent.Normaliser.normalise(words).text(),
            OrderMention.in(words),
            intents,
            photos,
            orders,
            before,
            now,
            says);
    other.account = account;
    other.told = this;
    return other;
  }

  /** The order that was talked about last. */
  @Nullable String before() {
    return before;
  }

  /** The task is about this order. */
  void isAbout(String order) {
    about = order;
    FlowTurn real = told;
    if (real != null) {
      real.isAbout(order);
    }
  }

  /** The order that the task turned out to be about, or the one of before. */
  public @Nullable String about() {
    return about == null ? before : about;
  }

  /** Whether somebody signed in names goods of an order. */
  public boolean namesOwnGoods() {
    return !isGuest() && !new ClaimedGoods(account().orders()).in(text).isEmpty();
  }

  /**
   * Whether an order is named: by its whole number, or by the end of the number of an order that
   * somebody signed in has.
   */
  public boolean namesOrder() {
    return mentions.stream()
        .anyMatch(mention ->
            switch (mention) {
              case OrderMention.Whole whole -> true;
              case OrderMention.Tail(String digits) ->
                  !isGuest()
                      && account().orders().stream()
                          .anyMatch(order -> order.number().endsWith(digits));
            });
  }

  boolean isGuest() {
    return shopper.isGuest();
  }

  Account account() {
    Account known = account;
    if (known == null) {
      known = orders.accountOf(shopper);
      account = known;
    }
    return known;
  }

  /** The account, where somebody has asked the merchant's system for it already. */
  Optional<Account> knownAccount() {
    return Optional.ofNullable(account);
  }

  /** How likely the words mean this. */
  double likely(String intent) {
    return intents.applyAsDouble(new Intent(intent));
  }

  String raw() {
    return raw;
  }

  String text() {
    return text;
  }

  List<OrderMention> mentions() {
    return mentions;
  }

  List<String> photos() {
    return photos;
  }

  Instant now() {
    return now;
  }

  ZonedDateTime today() {
    return now.atZone(says.zone());
  }

  FlowPhrases says() {
    return says;
  }
}
