package io.xianda.gaps;

import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Keeps the gaps in order: merges those that have become one, and deletes messages whose time is
 * over. Runs by itself where scheduling is enabled; safe beside other services on one database.
 */
@Component
public final class TidyGaps {

  private static final Logger LOG = LoggerFactory.getLogger(TidyGaps.class);
  private static final int AT_ONCE = 2000;

  private final GroupMessages group;
  private final GapTable table;
  private final GapSettings settings;
  private final Clock clock;

  TidyGaps(GroupMessages group, GapTable table, GapSettings settings, Clock clock) {
    this.group = group;
    this.table = table;
    this.settings = settings;
    this.clock = clock;
  }

  /** Merges gaps whose centres have come close, and names gaps by what is most central now. */
  @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT5M")
  public void tidy() {
    GroupMessages.Tidied tidied = group.tidy();
    if (tidied.merged() > 0) {
      LOG.info("{} gaps merged, {} named anew", tidied.merged(), tidied.renamed());
    }
  }

  /**
   * Deletes the messages that are older than the retention.
   *
   * @return how many
   */
  @Scheduled(fixedDelayString = "PT6H", initialDelayString = "PT15M")
  public int purge() {
    Instant before = clock.instant().minus(settings.retention());
    int deleted = 0;
    int last = AT_ONCE;
    while (last == AT_ONCE) {
      last = table.purge(before, AT_ONCE);
      deleted += last;
    }
    return deleted;
  }
}
