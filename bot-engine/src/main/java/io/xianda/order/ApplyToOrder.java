package io.xianda.order;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What an effect makes of an order, or why the order does not allow it. */
final class ApplyToOrder {

  private ApplyToOrder() {}

  /** What came of it. */
  sealed interface Changed {

    /** The order afterwards. */
    record To(Order order) implements Changed {}

    /** It stays as it is. */
    record Not(String reason) implements Changed {}

    /** The answer to whoever asked, after the changed order was kept. */
    default EffectResult result(Consumer<Order> keep) {
      return switch (this) {
        case To(Order order) -> {
          keep.accept(order);
          yield new EffectResult.Applied();
        }
        case Not(String reason) -> new EffectResult.Refused(reason);
      };
    }
  }

  /**
   * The order after the effect.
   *
   * @param refund the number of a refund, should one come of it
   */
  static Changed apply(Order order, Effect effect, Instant now, String refund) {
    Order.Done done = order.done();
    return switch (effect) {
      case Effect.Refund(var number, var item, var amount, var automatic, var reason, var photos) ->
          !order.status().equals(Order.Status.DELIVERED)
              ? new Changed.Not("not-delivered")
              : order.item(item).isEmpty()
                  ? new Changed.Not("not-found")
                  : order.isClaimed(item)
                      ? new Changed.Not("already-claimed")
                      : new Changed.To(
                          withRefunds(
                              order,
                              plus(
                                  order.refunds(),
                                  new Order.Refund(
                                      refund,
                                      item,
                                      amount,
                                      automatic
                                          ? Order.RefundStatus.PAID
                                          : Order.RefundStatus.REVIEWING,
                                      now,
                                      "微信零钱",
                                      null))));
      case Effect.Reship(var number, var item, var pieces, var reason, var photos) ->
          order.item(item).filter(Order.Item::inStock).isEmpty()
              ? new Changed.Not("out-of-stock")
              : order.isClaimed(item)
                  ? new Changed.Not("already-claimed")
                  : new Changed.To(with(order, done.afterReshipping(item)));
      case Effect.Cancel cancel ->
          order.status().isInWarehouse()
              ? new Changed.To(withStatus(order, Order.Status.CANCELLED))
              : new Changed.Not("already-left");
      case Effect.Readdress(var number, var to) ->
          order.status().isInWarehouse()
              ? new Changed.To(to.matches("[+\\d -]+") ? order : withAddress(order, to))
              : new Changed.Not("already-left");
      case Effect.Reschedule(var number, var from, var until) ->
          !order.status().isInWarehouse()
              ? new Changed.Not("already-left")
              : done.rescheduled()
                  ? new Changed.Not("already-changed")
                  : new Changed.To(withPromised(order, until));
      case Effect.Urge urge ->
          order.status().isOpen()
              ? new Changed.To(with(order, done.afterUrging()))
              : new Changed.Not("not-open");
      case Effect.Compensate compensate ->
          done.compensated()
              ? new Changed.Not("already-compensated")
              : new Changed.To(with(order, done.afterCompensating()));
      case Effect.Withdraw(var number, var id) -> withdraw(order, id);
      case Effect.Annotate note ->
          order.status().isInWarehouse() ? new Changed.To(order) : new Changed.Not("already-left");
      case Effect.Grant grant -> grant(order, grant, now, refund);
      case Effect.Reject(var number, var item, var reason) ->
          new Changed.To(
              withRefunds(
                  order,
                  order.refunds().stream()
                      .map(r -> isInReview(r, item) ? rejected(r, reason) : r)
                      .toList()));
    };
  }

  private static Changed grant(Order order, Effect.Grant grant, Instant now, String refund) {
    Order.Item item = order.item(grant.item()).orElse(null);
    if (item == null) {
      return new Changed.Not("not-found");
    }
    if (grant.amount().compareTo(item.paid()) > 0) {
      return new Changed.Not("more-than-paid");
    }
    if (order.refunds().stream().anyMatch(r -> isInReview(r, grant.item()))) {
      return new Changed.To(
          withRefunds(
              order,
              order.refunds().stream()
                  .map(r -> isInReview(r, grant.item()) ? paid(r, grant.amount()) : r)
                  .toList()));
    }
    boolean settled =
        order.done().reshipped().contains(grant.item())
            || order.refunds().stream()
                .anyMatch(
                    r -> r.sku().equals(grant.item()) && r.status() == Order.RefundStatus.PAID);
    return settled
        ? new Changed.Not("already-claimed")
        : new Changed.To(
            withRefunds(
                order,
                plus(
                    order.refunds(),
                    new Order.Refund(
                        refund,
                        grant.item(),
                        grant.amount(),
                        Order.RefundStatus.PAID,
                        now,
                        "微信零钱",
                        null))));
  }

  private static boolean isInReview(Order.Refund refund, String item) {
    return refund.sku().equals(item) && refund.status() == Order.RefundStatus.REVIEWING;
  }

  private static Order.Refund paid(Order.Refund r, BigDecimal amount) {
    return new Order.Refund(
        r.id(), r.sku(), amount, Order.RefundStatus.PAID, r.applied(), r.to(), r.reason());
  }

  private static Order.Refund rejected(Order.Refund r, String reason) {
    return new Order.Refund(
        r.id(), r.sku(), r.amount(), Order.RefundStatus.REJECTED, r.applied(), r.to(), reason);
  }

  private static Changed withdraw(Order order, String id) {
    boolean open =
        order.refunds().stream()
            .anyMatch(refund ->
                refund.id().equals(id) && refund.status() == Order.RefundStatus.REVIEWING);
    return open
        ? new Changed.To(
            withRefunds(
                order,
                order.refunds().stream()
                    .map(refund -> refund.id().equals(id) ? withdrawn(refund) : refund)
                    .toList()))
        : new Changed.Not("not-in-review");
  }

  private static Order.Refund withdrawn(Order.Refund r) {
    return new Order.Refund(
        r.id(), r.sku(), r.amount(), Order.RefundStatus.WITHDRAWN, r.applied(), r.to(), r.reason());
  }

  private static List<Order.Refund> plus(List<Order.Refund> refunds, Order.Refund one) {
    List<Order.Refund> all = new ArrayList<>(refunds);
    all.add(one);
    return all;
  }

  private static Order withRefunds(Order o, List<Order.Refund> refunds) {
    return changed(o, o.status(), o.promised(), o.address(), o.done(), refunds);
  }

  private static Order withStatus(Order o, Order.Status status) {
    return changed(o, status, o.promised(), o.address(), o.done(), o.refunds());
  }

  private static Order withAddress(Order o, String address) {
    return changed(o, o.status(), o.promised(), address, o.done(), o.refunds());
  }

  private static Order withPromised(Order o, Instant promised) {
    return changed(o, o.status(), promised, o.address(), o.done().afterRescheduling(), o.refunds());
  }

  private static Order with(Order o, Order.Done done) {
    return changed(o, o.status(), o.promised(), o.address(), done, o.refunds());
  }

  /** All that an effect can change; the rest stays. */
  private static Order changed(
      Order o,
      Order.Status status,
      Instant promised,
      String address,
      Order.Done done,
      List<Order.Refund> refunds) {
    return new Order(
        o.number(),
        o.mode(),
        status,
        o.placed(),
        promised,
        o.delivered(),
        o.rider(),
        address,
        o.deliveryNote(),
        done,
        o.items(),
        refunds);
  }
}
