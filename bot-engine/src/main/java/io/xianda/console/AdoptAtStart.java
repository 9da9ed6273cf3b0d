package io.xianda.console;

import io.xianda.curating.AdoptPublished;
import io.xianda.knowledge.Entries;
import io.xianda.knowledge.FollowPublications;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/** Makes items of what was published before there were any, once the base is filled. */
@Component
class AdoptAtStart implements ApplicationRunner {

  private static final Logger LOG = LoggerFactory.getLogger(AdoptAtStart.class);

  /** Shoppers need not wait until more than these are adopted. */
  private static final int QUICK = 2000;

  private final AdoptPublished adopt;
  private final Entries entries;

  /** The publications are followed before, since that fills an empty base. */
  AdoptAtStart(AdoptPublished adopt, Entries entries, FollowPublications follow) {
    this.adopt = adopt;
    this.entries = entries;
  }

  @Override
  public void run(ApplicationArguments arguments) {
    if (entries.count() <= QUICK) {
      adopt();
    } else {
      Thread.ofVirtual().name("adopt-published").start(this::adopt);
    }
  }

  private void adopt() {
    try {
      adopt.run();
    } catch (RuntimeException e) {
      // Shoppers are answered without it; the next start tries again.
      LOG.error("what was published before is not curated yet", e);
    }
  }
}
