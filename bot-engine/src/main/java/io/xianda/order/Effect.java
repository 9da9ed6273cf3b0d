package io.xianda.order;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** Something that is done to a shopper's order. Amounts are in yuan, with two decimals at most. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Effect.Refund.class, name = "refund"),
  @JsonSubTypes.Type(value = Effect.Reship.class, name = "reship"),
  @JsonSubTypes.Type(value = Effect.Cancel.class, name = "cancel"),
  @JsonSubTypes.Type(value = Effect.Readdress.class, name = "address"),
  @JsonSubTypes.Type(value = Effect.Reschedule.class, name = "time"),
  @JsonSubTypes.Type(value = Effect.Urge.class, name = "urge"),
  @JsonSubTypes.Type(value = Effect.Compensate.class, name = "coupon"),
  @JsonSubTypes.Type(value = Effect.Withdraw.class, name = "withdraw"),
  @JsonSubTypes.Type(value = Effect.Annotate.class, name = "note"),
  @JsonSubTypes.Type(value = Effect.Grant.class, name = "grant"),
  @JsonSubTypes.Type(value = Effect.Reject.class, name = "reject")
})
public sealed interface Effect {

  /** The number of the order. */
  String order();

  /**
   * Money for an item.
   *
   * @param automatic whether it is paid at once; else it waits for a person
   * @param reason the intent behind it, such as {@code quality.spoiled}
   * @param photos names of the pictures that show it
   */
  record Refund(
      String order,
      String item,
      BigDecimal amount,
      boolean automatic,
      String reason,
      List<String> photos)
      implements Effect {

    public Refund {
      photos = List.copyOf(photos);
      if (amount.signum() <= 0) {
        throw new IllegalArgumentException("a refund is more than nothing");
      }
    }
  }

  /** Pieces of an item are sent again. */
  record Reship(String order, String item, int pieces, String reason, List<String> photos)
      implements Effect {

    public Reship {
      photos = List.copyOf(photos);
      if (pieces < 1) {
        throw new IllegalArgumentException("at least one piece is sent again");
      }
    }
  }

  /** The whole order is cancelled and paid back. */
  record Cancel(String order) implements Effect {}

  /** It goes to another address, or to another telephone number of the recipient. */
  record Readdress(String order, String to) implements Effect {}

  /** It is brought at another time. */
  record Reschedule(String order, Instant from, Instant until) implements Effect {}

  /** The warehouse or the rider is asked to hurry. */
  record Urge(String order) implements Effect {}

  /** A coupon for its lateness. */
  record Compensate(String order, BigDecimal amount) implements Effect {}

  /** An application for a refund is taken back. */
  record Withdraw(String order, String refund) implements Effect {}

  /** Words for warehouse and rider. */
  record Annotate(String order, String text) implements Effect {}

  /**
   * A person has decided that an item is paid for: whatever is in review for it is paid with this
   * amount, and where nothing is, the amount is paid at once.
   */
  record Grant(String order, String item, BigDecimal amount, String reason) implements Effect {

    public Grant {
      if (amount.signum() <= 0) {
        throw new IllegalArgumentException("a refund is more than nothing");
      }
    }
  }

  /**
   * A person has decided that an item is not paid for: whatever is in review for it is turned down;
   * where nothing is, nothing changes.
   *
   * @param reason for the shopper
   */
  record Reject(String order, String item, String reason) implements Effect {}
}
