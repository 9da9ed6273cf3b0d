package io.xianda.dialogue;

import io.xianda.knowledge.FallbackKnowledgeBase;
import io.xianda.knowledge.IndexedKnowledgeBase;
import io.xianda.knowledge.SearchState;
import io.xianda.knowledge.SearchedBy;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Part {@code knowledge} of the health: which engine answers searches. Falling back is up, since
 * shoppers are answered all the same, but it is said.
 */
@Component
class KnowledgeHealthIndicator implements HealthIndicator {

  private final IndexedKnowledgeBase knowledge;

  KnowledgeHealthIndicator(IndexedKnowledgeBase knowledge) {
    this.knowledge = knowledge;
  }

  @Override
  public Health health() {
    Health.Builder health = Health.up();
    if (!(knowledge instanceof FallbackKnowledgeBase both)) {
      return health
          .withDetail("searchedBy", SearchedBy.LOCAL)
          .withDetail("generation", knowledge.generation().number())
          .build();
    }
    SearchState state = both.state();
    health
        .withDetail("searchedBy", state.by())
        .withDetail("since", state.since())
        .withDetail("generation", state.newest().number())
        .withDetail("localLag", state.localLag());
    state.elasticsearchLag().ifPresent(lag -> health.withDetail("elasticsearchLag", lag));
    if (!state.why().isEmpty()) {
      health.withDetail("why", state.why());
    }
    return health.build();
  }
}
