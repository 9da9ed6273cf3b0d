package io.xianda.workplace;

import io.xianda.audit.AuditLog;
import io.xianda.audit.Deed;
import io.xianda.conversation.Conversation;
import io.xianda.order.MerchantAwayException;
import io.xianda.order.Order;
import io.xianda.order.OrderGateway;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Shows what is masked, after it stands in the audit log who saw it. The log names order and field,
 * never the value.
 */
@Component
class Unmask {

  private final OrderGateway gateway;
  private final AuditLog audit;
  private final TransactionTemplate transaction;

  Unmask(OrderGateway gateway, AuditLog audit, TransactionTemplate transaction) {
    this.gateway = gateway;
    this.audit = audit;
    this.transaction = transaction;
  }

  /** What may be shown. */
  enum Field {
    ADDRESS,
    RIDER_PHONE,
    DELIVERY_NOTE;

    @Nullable String of(Order order) {
      return switch (this) {
        case ADDRESS -> order.address();
        case RIDER_PHONE -> Optional.ofNullable(order.rider()).map(Order.Rider::phone).orElse(null);
        case DELIVERY_NOTE -> order.deliveryNote();
      };
    }
  }

  String show(Me me, Conversation seen, String number, Field field) {
    String value = field.of(order(seen, number));
    if (value == null) {
      throw new DeskProblemException(DeskProblem.UNKNOWN);
    }
    transaction.executeWithoutResult(_ ->
        audit.record(
            new Deed(me.agent().value(), "unmasked", "order:" + number)
                .with("field", field.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .with("conversation", seen.id().toString())));
    return value;
  }

  private Order order(Conversation seen, String number) {
    try {
      return gateway
          .accountOf(seen.shopper())
          .order(number)
          .orElseThrow(() -> new DeskProblemException(DeskProblem.UNKNOWN));
    } catch (MerchantAwayException e) {
      throw new DeskProblemException(DeskProblem.MERCHANT_AWAY);
    }
  }
}
