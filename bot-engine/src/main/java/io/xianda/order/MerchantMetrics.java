package io.xianda.order;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

/** How it goes with the merchant's order system, as numbers. */
@Component
class MerchantMetrics implements MeterBinder {

  private final OrderGateway orders;
  private final EffectRecord effects;

  MerchantMetrics(OrderGateway orders, EffectRecord effects) {
    this.orders = orders;
    this.effects = effects;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("xianda.effects.pending", effects, EffectRecord::pending)
        .description("Effects of which nobody knows what became")
        .register(registry);
    if (orders instanceof HttpOrderGateway merchant) {
      Gauge.builder(
              "xianda.merchant.circuit.open",
              merchant,
              m -> m.circuit() == CircuitBreaker.State.CLOSED ? 0 : 1)
          .description("Whether the merchant's order system is left alone after several failures")
          .register(registry);
    }
  }
}
