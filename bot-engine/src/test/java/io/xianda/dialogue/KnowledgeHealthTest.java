package io.xianda.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.xianda.knowledge.AnswerRanker;
import io.xianda.knowledge.Generation;
import io.xianda.knowledge.LuceneKnowledgeBase;
import io.xianda.knowledge.PassageEncoder;
import io.xianda.knowledge.SearchedBy;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/** What is told about a node that searches its own index only. */
class KnowledgeHealthTest {

  private final LuceneKnowledgeBase knowledge =
      LuceneKnowledgeBase.inMemory(new NothingToEncode(), AnswerRanker.shipped());

  @BeforeEach
  void publish() {
    knowledge.publish(new Generation(7), List.of());
  }

  @AfterEach
  void close() {
    knowledge.close();
  }

  @Test
  void itIsUpAndSaysWhatItSearches() {
    Health health = new KnowledgeHealthIndicator(knowledge).health();

    assertThat(health.getStatus()).isEqualTo(Status.UP);
    assertThat(health.getDetails())
        .containsEntry("searchedBy", SearchedBy.LOCAL)
        .containsEntry("generation", 7L);
  }

  @Test
  void itsGenerationIsMeasuredAndNoFallback() {
    var registry = new SimpleMeterRegistry();
    new KnowledgeMetrics(knowledge).bindTo(registry);

    assertThat(registry.get("xianda.knowledge.generation").gauge().value()).isEqualTo(7);
    assertThat(registry.find("xianda.knowledge.fallback.active").gauge()).isNull();
  }

  private record NothingToEncode() implements PassageEncoder {

    @Override
    public String normalise(String raw) {
      return raw;
    }

    @Override
    public float[] encode(String normalised) {
      throw new UnsupportedOperationException(normalised);
    }

    @Override
    public String fingerprint() {
      return "nothing";
    }
  }
}
