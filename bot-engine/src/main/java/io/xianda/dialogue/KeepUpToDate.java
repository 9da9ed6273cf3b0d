package io.xianda.dialogue;

import io.xianda.knowledge.FollowPublications;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Looks for what others have published: another node, or a command on the same database. */
@Component
class KeepUpToDate {

  private static final Logger LOG = LoggerFactory.getLogger(KeepUpToDate.class);

  private final FollowPublications follow;
  private boolean failing;

  KeepUpToDate(FollowPublications follow) {
    this.follow = follow;
  }

  /** One query of one row, unless something changed. */
  @Scheduled(fixedDelay = 300)
  void look() {
    try {
      follow.catchUp();
      if (failing) {
        LOG.info("the search index is up to date again");
      }
      failing = false;
    } catch (RuntimeException e) {
      // The old generation goes on being searched; the next look tries again, and says it once.
      if (!failing) {
        LOG.warn("the search index could not take in what was published: {}", e.getMessage());
      }
      failing = true;
    }
  }
}
