package io.xianda.workplace;

import io.xianda.desk.Watch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Lets the desk's watch look every second, here and in every other service on the database. */
@Component
class KeepWatch {

  private static final Logger LOG = LoggerFactory.getLogger(KeepWatch.class);

  private final Watch watch;

  KeepWatch(Watch watch) {
    this.watch = watch;
  }

  @Scheduled(fixedDelayString = "PT1S")
  void look() {
    try {
      watch.look();
    } catch (RuntimeException e) {
      // The next second tries again; what was due is still due.
      LOG.error("the watch over the desk failed: {}", e.toString());
    }
  }
}
