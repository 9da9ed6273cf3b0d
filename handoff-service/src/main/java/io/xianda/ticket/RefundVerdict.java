package io.xianda.ticket;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What a person decides about the money for an item. */
public sealed interface RefundVerdict {

  /**
   * It is paid.
   *
   * @param amount in yuan, or {@code null} for what the rules give
   */
  record Grant(@Nullable BigDecimal amount) implements RefundVerdict {

    public Grant {
      if (amount != null && (amount.signum() <= 0 || amount.scale() > 2)) {
        throw new IllegalArgumentException("a refund is more than nothing, in whole cents");
      }
    }
  }

  /**
   * It is not.
   *
   * @param reason for the shopper
   */
  record Reject(String reason) implements RefundVerdict {

    public Reject {
      new TicketAct.Comment(reason);
    }
  }
}
