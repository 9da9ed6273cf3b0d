package io.xianda.workplace;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.xianda.conversation.ShopperId;
import io.xianda.order.Account;
import io.xianda.order.MerchantAwayException;
import io.xianda.order.Order;
import io.xianda.order.OrderGateway;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** A shopper's orders as they stand beside the conversation: live, with personal data masked. */
@Component
class OrdersBeside {

  private static final Logger LOG = LoggerFactory.getLogger(OrdersBeside.class);
  private static final int MOST = 20;
  private static final ResourceBundle WORDS =
      ResourceBundle.getBundle("io.xianda.workplace.words", Locale.ROOT);

  private final OrderGateway gateway;

  OrdersBeside(OrderGateway gateway) {
    this.gateway = gateway;
  }

  /**
   * What the merchant's system tells.
   *
   * @param away what to say when it does not answer, or {@code null} when it did
   * @param claims within 30 days, or {@code null} when it did not answer
   * @param orders the newest 20, the newest first
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Orders(@Nullable String away, @Nullable Integer claims, List<ShownOrder> orders) {}

  /**
   * An order.
   *
   * @param modeName in words for people, as all that ends in {@code Name}
   * @param address as far as the road
   * @param riderPhone masked, or {@code null} where nobody brings it
   * @param deliveryNote hidden, or {@code null} where nobody wrote one
   * @param amount in yuan with two decimals, as all money
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ShownOrder(
      String number,
      String mode,
      String modeName,
      String status,
      String statusName,
      Instant placed,
      Instant promised,
      @Nullable Instant delivered,
      String address,
      @Nullable String rider,
      @Nullable String riderPhone,
      @Nullable String deliveryNote,
      String amount,
      List<ShownItem> items,
      List<ShownRefund> refunds) {}

  record ShownItem(String sku, String name, String spec, int count, String paid) {}

  /**
   * A refund.
   *
   * @param reason why it was rejected, or {@code null}
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ShownRefund(
      String id,
      String sku,
      String amount,
      String status,
      String statusName,
      Instant applied,
      String to,
      @Nullable String reason) {}

  Orders of(ShopperId shopper) {
    try {
      Account account = gateway.accountOf(shopper);
      return new Orders(
          null,
          account.claims(),
          account.orders().stream().limit(MOST).map(OrdersBeside::shown).toList());
    } catch (MerchantAwayException e) {
      LOG.info("the orders beside a conversation are not to be had: {}", e.getMessage());
      return new Orders(WORDS.getString("merchant.away"), null, List.of());
    }
  }

  private static ShownOrder shown(Order order) {
    Order.Rider rider = order.rider();
    return new ShownOrder(
        order.number(),
        word(order.mode()),
        name("mode", order.mode()),
        word(order.status()),
        name("status", order.status()),
        order.placed(),
        order.promised(),
        order.delivered(),
        Masked.address(order.address()),
        rider == null ? null : rider.name(),
        rider == null ? null : Masked.phone(rider.phone()),
        order.deliveryNote() == null ? null : Masked.HIDDEN,
        order.amount().toPlainString(),
        order.items().stream()
            .map(item ->
                new ShownItem(
                    item.sku(), item.name(), item.spec(), item.count(), yuan(item.paid())))
            .toList(),
        order.refunds().stream()
            .map(refund ->
                new ShownRefund(
                    refund.id(),
                    refund.sku(),
                    yuan(refund.amount()),
                    word(refund.status()),
                    name("refund", refund.status()),
                    refund.applied(),
                    refund.to(),
                    refund.reason()))
            .toList());
  }

  private static String yuan(BigDecimal amount) {
    return amount.setScale(2, java.math.RoundingMode.HALF_UP).toPlainString();
  }

  private static String name(String kind, Enum<?> value) {
    return WORDS.getString(kind + "." + word(value));
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
