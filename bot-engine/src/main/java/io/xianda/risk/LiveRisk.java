package io.xianda.risk;

import io.xianda.dialogue.FittedRisk;
import io.xianda.dialogue.RiskBounds;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The bounds of risk on this node. A message reads them without a lock and without the database;
 * what is changed at another node is noticed within a second. Thread-safe.
 */
@Component
public class LiveRisk implements Supplier<RiskBounds> {

  private static final Logger LOG = LoggerFactory.getLogger(LiveRisk.class);

  private final Thresholds thresholds;
  private final FittedRisk fitted = FittedRisk.shipped();

  /** How many changes the bounds have seen; only {@link #refresh} touches it. */
  private long seen;

  private volatile RiskBounds bounds = RiskBounds.of(fitted);

  /** Begins with what is stored. */
  LiveRisk(Thresholds thresholds) {
    this.thresholds = thresholds;
    refresh();
  }

  @Override
  public RiskBounds get() {
    return bounds;
  }

  /** The next message meets what is stored now. */
  public synchronized void refresh() {
    // Counted first: what comes meanwhile is read again the next time.
    long now = thresholds.count();
    if (now == seen) {
      return;
    }
    Map<String, Double> byHand = new HashMap<>();
    for (ThresholdChange newest : thresholds.newest()) {
      Double threshold = newest.threshold();
      // One set for another model says nothing about the probabilities of this one.
      if (threshold != null && newest.model().equals(fitted.model())) {
        byHand.put(newest.group(), threshold);
      }
    }
    bounds = new RiskBounds(fitted, byHand);
    seen = now;
  }

  @Scheduled(fixedDelayString = "PT1S", initialDelayString = "PT1S")
  void follow() {
    try {
      refresh();
    } catch (RuntimeException e) {
      LOG.warn("the bounds of risk stay as they were: {}", e.getMessage());
    }
  }
}
