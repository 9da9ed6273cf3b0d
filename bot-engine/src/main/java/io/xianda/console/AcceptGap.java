package io.xianda.console;

import io.xianda.curating.Change;
import io.xianda.curating.Curating;
import io.xianda.curating.Item;
import io.xianda.curating.Outcome;
import io.xianda.gaps.Acceptance;
import io.xianda.gaps.Actor;
import io.xianda.gaps.GapId;
import io.xianda.gaps.Gaps;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Writes the draft that closes a gap and notes that it is closed: both or neither. Thread-safe. */
@Service
public class AcceptGap {

  private static final int SECONDS = 20;

  private final Curating curating;
  private final Gaps gaps;

  AcceptGap(Curating curating, Gaps gaps) {
    this.curating = curating;
    this.gaps = gaps;
  }

  /** What came of it. */
  sealed interface Accepting {

    /**
     * The draft is written and the gap closed.
     *
     * @param item with the draft
     */
    record Done(Item item) implements Accepting {}

    /** The draft could not be written. */
    record NotWritten(Outcome outcome) implements Accepting {}
  }

  /**
   * Writes and closes.
   *
   * @param lock of the gap
   * @throws Refusal when the gap cannot be closed, after which nothing is written either
   */
  @Transactional(timeout = SECONDS)
  Accepting accept(GapId gap, long lock, Change change, Acceptance as) {
    Outcome outcome = curating.act(change);
    if (!(outcome instanceof Outcome.Done(Item item, boolean repeated))) {
      return new Accepting.NotWritten(outcome);
    }
    if (!repeated) {
      DecideGap.done(gaps.accept(gap, lock, as, new Actor(change.by().name())));
    }
    return new Accepting.Done(item);
  }
}
