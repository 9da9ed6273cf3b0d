package io.xianda.knowledge;

import java.util.List;

/** A few entries of a shop for tests. */
final class SmallShop {

  static final Entry DELIVERY_HOURS =
      entry("delivery-hours", "delivery.slots", "几点开始配送", "每天早上七点到晚上十点都送货", "最早什么时候送");
  static final Entry REFUND_ARRIVAL =
      entry("refund-arrival", "refund.arrival", "退款多久到账", "审核通过后三个工作日原路返回", "钱退到哪里");
  static final Entry INVOICE = entry("invoice-how", "invoice", "怎么开发票", "在订单详情页申请电子票据");
  static final Entry COUPON =
      entry("coupon-use", "promo.coupon_use", "优惠券为什么不能用", "请看券面写的门槛和有效期", "满减券用不了");

  static final List<Entry> ENTRIES = List.of(COUPON, DELIVERY_HOURS, INVOICE, REFUND_ARRIVAL);

  private SmallShop() {}

  static Entry entry(String id, String intent, String question, String answer, String... similar) {
    return new Entry(new EntryId(id), intent, question, List.of(similar), answer, null);
  }
}
