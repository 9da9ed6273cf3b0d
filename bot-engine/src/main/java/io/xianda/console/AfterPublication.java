package io.xianda.console;

import io.xianda.knowledge.FollowPublications;
import io.xianda.rules.LiveRules;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Makes what was just published answer the next message on this node. */
@Component
class AfterPublication {

  private static final Logger LOG = LoggerFactory.getLogger(AfterPublication.class);

  private final FollowPublications follow;
  private final LiveRules rules;

  AfterPublication(FollowPublications follow, LiveRules rules) {
    this.follow = follow;
    this.rules = rules;
  }

  /** Returns when it is so; what fails here is made up for by the next look of the schedule. */
  void catchUp() {
    try {
      follow.catchUp();
      rules.refresh();
    } catch (RuntimeException e) {
      LOG.warn("published, but not searched yet: {}", e.getMessage());
    }
  }
}
