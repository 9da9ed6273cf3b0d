package io.xianda.handoff;

import java.time.Instant;
import java.util.function.Predicate;

/**
 * Whether a group takes conversations. Asked while a reply is decided, hence quick: no
 * implementation waits for a database or a network. Thread-safe.
 */
public interface Staffing {

  /** Whether this group takes one more at this time; food safety does not ask. */
  Answer of(SkillGroup group, Instant now);

  /** Whether, and when else. */
  sealed interface Answer {

    /** Somebody will come. */
    record Open() implements Answer {}

    /**
     * Nobody is there.
     *
     * @param opens when they are back
     * @param closes until when they are there then
     */
    record Closed(Instant opens, Instant closes) implements Answer {}

    /**
     * They are there, and too many wait already.
     *
     * @param callBack until when somebody will see to it
     */
    record Full(Instant callBack) implements Answer {}
  }

  /**
   * By the clock, and by what is known of the queues.
   *
   * @param isFull whether too many wait for a group
   */
  static Staffing by(OfficeHours hours, Predicate<SkillGroup> isFull) {
    return (group, now) -> {
      if (!hours.isOpen(group, now)) {
        OfficeHours.Stretch next = hours.next(group, now);
        return new Answer.Closed(next.opens(), next.closes());
      }
      return isFull.test(group) ? new Answer.Full(hours.callBack(group, now)) : new Answer.Open();
    };
  }
}
