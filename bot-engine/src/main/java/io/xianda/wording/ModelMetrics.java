package io.xianda.wording;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** How it goes with the language model, as numbers. Thread-safe. */
final class ModelMetrics {

  private final MeterRegistry registry;

  ModelMetrics(MeterRegistry registry, AskModel model) {
    this.registry = registry;
    Gauge.builder(
            "xianda.model.circuit.open",
            model,
            m -> m.circuit() == CircuitBreaker.State.CLOSED ? 0 : 1)
        .description("Whether the language model is left alone after several failures")
        .register(registry);
    Gauge.builder("xianda.model.calls.left", model, AskModel::callsLeft)
        .description("Calls of this node that are left of the day's budget")
        .register(registry);
  }

  /**
   * An answer that might have been said in other words.
   *
   * @param outcome {@code used} or why not
   */
  void reworded(String outcome) {
    registry.counter("xianda.model.rewordings", "outcome", outcome).increment();
  }

  /** A handover that might have been summed up. */
  void summarised(String outcome) {
    registry.counter("xianda.model.summaries", "outcome", outcome).increment();
  }
}
