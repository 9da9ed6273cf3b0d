package io.xianda.order;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Part {@code merchant} of the health: where orders are, and whether they are asked for. Without
 * the merchant's system the service is up, since it answers whatever needs no order, but it is
 * said.
 */
@Component
class MerchantHealthIndicator implements HealthIndicator {

  private final OrderGateway orders;

  MerchantHealthIndicator(OrderGateway orders) {
    this.orders = orders;
  }

  @Override
  public Health health() {
    Health.Builder health = Health.up();
    return orders instanceof HttpOrderGateway merchant
        ? health.withDetail("orders", "merchant").withDetail("circuit", merchant.circuit()).build()
        : health.withDetail("orders", "demo").build();
  }
}
