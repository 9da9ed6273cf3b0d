package io.xianda.curating;

import io.xianda.knowledge.EntryId;
import java.util.List;

/** What became of a {@link Change}. Only {@link Done} has changed anything. */
public sealed interface Outcome {

  /**
   * It is so.
   *
   * @param item as it was right after the change
   * @param repeated whether the same request had done it before
   */
  record Done(Item item, boolean repeated) implements Outcome {}

  /**
   * Somebody else was first; or the item to be created exists.
   *
   * @param current as it is now
   */
  record Conflict(Item current) implements Outcome {}

  /** There is no such item. */
  record Missing(EntryId item) implements Outcome {}

  /** The version to be restored does not exist. */
  record NoSuchVersion(Item current, int version) implements Outcome {}

  /** Not in this state, or not by this operator. */
  record NotAllowed(Item current, Reason reason) implements Outcome {}

  /**
   * Guards are against it.
   *
   * @param current as it is
   * @param findings all that blocks, and the warnings that nobody has acknowledged
   */
  record Refused(Item current, List<Finding> findings) implements Outcome {
    public Refused {
      findings = List.copyOf(findings);
    }
  }

  /** The request's id belongs to another change. */
  record RequestReused() implements Outcome {}

  /** Why something is not allowed. */
  enum Reason {
    /** The state does not lead there. */
    STATE,
    /** The settings want a review. */
    REVIEW_NEEDED,
    /** Who wrote it or handed it in does not review it. */
    OWN_WORK
  }
}
