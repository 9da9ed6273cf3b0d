package io.xianda.dialogue;

import io.xianda.rules.LiveRules;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Lets this service notice what operators have changed at another. */
@Component
class RefreshRules {

  private final LiveRules rules;

  RefreshRules(LiveRules rules) {
    this.rules = rules;
  }

  @Scheduled(fixedDelayString = "PT2S", initialDelayString = "PT2S")
  void refresh() {
    rules.refresh();
  }
}
