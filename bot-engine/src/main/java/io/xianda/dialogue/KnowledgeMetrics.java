package io.xianda.dialogue;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.xianda.knowledge.FallbackKnowledgeBase;
import io.xianda.knowledge.IndexedKnowledgeBase;
import io.xianda.knowledge.SearchedBy;
import org.springframework.stereotype.Component;

/** How searching is going, as numbers. */
@Component
class KnowledgeMetrics implements MeterBinder {

  private final IndexedKnowledgeBase knowledge;

  KnowledgeMetrics(IndexedKnowledgeBase knowledge) {
    this.knowledge = knowledge;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("xianda.knowledge.generation", knowledge, base -> base.generation().number())
        .description("Generation of this node's own index")
        .register(registry);
    if (knowledge instanceof FallbackKnowledgeBase both) {
      bind(both, registry);
    }
  }

  private static void bind(FallbackKnowledgeBase both, MeterRegistry registry) {
    Gauge.builder("xianda.knowledge.lag", both, base -> base.state().localLag())
        .tag("engine", "local")
        .description("Generations by which the index is behind")
        .register(registry);
    Gauge.builder(
            "xianda.knowledge.lag",
            both,
            base -> base.state().elasticsearchLag().map(Long::doubleValue).orElse(Double.NaN))
        .tag("engine", "elasticsearch")
        .description("Generations by which the index is behind")
        .register(registry);
    Gauge.builder(
            "xianda.knowledge.fallback.active",
            both,
            base -> base.state().by() == SearchedBy.LOCAL ? 1 : 0)
        .description("Whether this node's own index answers instead of Elasticsearch")
        .register(registry);
    FunctionCounter.builder("xianda.knowledge.fallbacks", both, base -> base.state().fallbacks())
        .description("Searches that this node's own index has answered instead of Elasticsearch")
        .register(registry);
  }
}
