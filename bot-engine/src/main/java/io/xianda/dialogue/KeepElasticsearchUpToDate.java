package io.xianda.dialogue;

import io.xianda.knowledge.FallbackKnowledgeBase;
import io.xianda.knowledge.IndexedKnowledgeBase;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Lets a shared Elasticsearch follow what is published, on a thread of its own: it may be kept
 * waiting for long, and this node's own index must not wait with it.
 */
@Component
class KeepElasticsearchUpToDate implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(KeepElasticsearchUpToDate.class);
  private static final long LOOK_MS = 300;
  private static final long STOP_S = 5;

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("elasticsearch-up-to-date").daemon().factory());
  private boolean failing;

  KeepElasticsearchUpToDate(IndexedKnowledgeBase knowledge) {
    if (knowledge instanceof FallbackKnowledgeBase both) {
      var _ = thread.scheduleWithFixedDelay(() -> look(both), 0, LOOK_MS, TimeUnit.MILLISECONDS);
    }
  }

  private void look(FallbackKnowledgeBase both) {
    try {
      both.catchUp();
      if (failing) {
        LOG.info("Elasticsearch is up to date again");
      }
      failing = false;
    } catch (RuntimeException e) {
      // This node's own index goes on being searched; the next look tries again, and says it once.
      if (!failing) {
        LOG.warn("Elasticsearch could not be brought up to date: {}", both.state().why());
      }
      failing = true;
    }
  }

  @Override
  public void close() throws InterruptedException {
    thread.shutdownNow();
    if (!thread.awaitTermination(STOP_S, TimeUnit.SECONDS)) {
      LOG.warn("Elasticsearch is still being brought up to date");
    }
  }
}
