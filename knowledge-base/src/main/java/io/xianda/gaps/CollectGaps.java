package io.xianda.gaps;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Collects what the base missed. {@link #collect} only puts it into a bounded queue; a thread in
 * the background stores and groups it. What finds the queue full, or cannot be stored after three
 * attempts, is dropped and counted: a reply never waits for statistics. Thread-safe.
 *
 * <p>The same miss (conversation, place, way) given again has no further effect.
 */
@Component
public final class CollectGaps implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(CollectGaps.class);

  private static final int ATTEMPTS = 3;
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final long LOOK_UP_MS = 200;
  private static final Duration LAST_WORDS = Duration.ofSeconds(10);

  private final GroupMessages group;
  private final int batch;
  private final BlockingQueue<MissedQuestion> waiting;
  private final LongAdder dropped = new LongAdder();
  private volatile @Nullable Thread drain;
  private volatile boolean running;

  CollectGaps(GroupMessages group, GapSettings settings) {
    this.group = group;
    this.batch = settings.batch();
    this.waiting = new ArrayBlockingQueue<>(settings.waiting());
  }

  /**
   * Takes a miss to be stored soon. Never waits and never fails.
   *
   * @return false when it was dropped because too many are waiting
   */
  public boolean collect(MissedQuestion missed) {
    boolean taken = waiting.offer(missed);
    if (!taken) {
      dropped.increment();
    }
    return taken;
  }

  /**
   * Stores misses before it returns, all or none.
   *
   * @return how many were not known before
   */
  public int collectNow(List<MissedQuestion> missed) {
    return group.add(missed);
  }

  /** How many misses were lost since the start. */
  public long dropped() {
    return dropped.sum();
  }

  /** How many misses wait to be stored. */
  public int waiting() {
    return waiting.size();
  }

  @Override
  public void start() {
    running = true;
    drain = Thread.ofVirtual().name("collect-gaps").start(this::drain);
  }

  /** Stores what is waiting, within ten seconds. */
  @Override
  public void stop() {
    running = false;
    Thread draining = drain;
    if (draining == null) {
      return;
    }
    try {
      if (!draining.join(LAST_WORDS)) {
        draining.interrupt();
      }
    } catch (InterruptedException e) {
      draining.interrupt();
      Thread.currentThread().interrupt();
    }
    drain = null;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  private void drain() {
    List<MissedQuestion> taken = new ArrayList<>(batch);
    try {
      while (running || !waiting.isEmpty()) {
        MissedQuestion first = waiting.poll(LOOK_UP_MS, TimeUnit.MILLISECONDS);
        if (first != null) {
          taken.add(first);
          waiting.drainTo(taken, batch - 1);
          store(taken);
          taken.clear();
        }
      }
    } catch (InterruptedException e) {
      dropped.add(taken.size());
      Thread.currentThread().interrupt();
    }
  }

  private void store(List<MissedQuestion> taken) throws InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try {
        group.add(taken);
        return;
      } catch (RuntimeException e) {
        if (attempt == ATTEMPTS) {
          dropped.add(taken.size());
          LOG.error("{} missed questions could not be stored and are dropped", taken.size(), e);
          return;
        }
        Thread.sleep(PAUSE.multipliedBy(attempt));
      }
    }
  }
}
