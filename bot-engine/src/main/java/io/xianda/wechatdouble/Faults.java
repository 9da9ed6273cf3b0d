package io.xianda.wechatdouble;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What goes wrong next. Thread-safe. */
public final class Faults {

  private final List<Planned> planned = new ArrayList<>();

  Faults() {}

  /** One kind of failure, as often as it is left. */
  private static final class Planned {

    private final String path;
    private final @Nullable String openId;
    private final Fault fault;
    private int left;

    Planned(String path, @Nullable String openId, Fault fault, int left) {
      this.path = path;
      this.openId = openId;
      this.fault = fault;
      this.left = left;
    }

    boolean concerns(String asked, String forWhom) {
      return left > 0 && asked.startsWith(path) && (openId == null || openId.equals(forWhom));
    }
  }

  /** What happens to one call: it waits, then fails or does not. */
  record Fate(Duration delay, Optional<Fault> fault) {}

  /**
   * The next calls fail so.
   *
   * @param path how their path begins; empty for all
   * @param openId whom they are for, {@code null} for anybody
   * @param times how many of them
   */
  public synchronized void plan(String path, @Nullable String openId, Fault fault, int times) {
    planned.add(new Planned(path, openId, fault, times));
  }

  /** From now on all goes well. */
  public synchronized void clear() {
    planned.clear();
  }

  synchronized Fate next(String path, String openId) {
    Duration delay = Duration.ZERO;
    for (Planned each : planned) {
      if (!each.concerns(path, openId)) {
        continue;
      }
      each.left--;
      if (each.fault instanceof Fault.Delay(Duration time)) {
        delay = delay.plus(time);
      } else {
        return new Fate(delay, Optional.of(each.fault));
      }
    }
    return new Fate(delay, Optional.empty());
  }
}
