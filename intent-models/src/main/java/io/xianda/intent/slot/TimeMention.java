package io.xianda.intent.slot;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A time that a message names: a day, a part of it, a time of the clock, or only that it be later
 * or earlier.
 *
 * <p>Written for this shop because the library for Chinese times on Maven Central, xk-time, gives
 * points in time without where they stand in the text, and neither windows nor before and after.
 *
 * <p>What is left open is decided as a shopper would: 六点 is the next six o'clock from now, 周五 the
 * next Friday or today, 明天六点 the hour at which one receives groceries; what follows as something
 * done (早上八点下的单) makes it the last such time instead.
 *
 * @param date the day, or its first of several; null when no day is meant (晚点)
 * @param days how many days it may be from then on: 1, for 上周 7, for 周末 2; 0 without a day
 * @param from local time of the day: the time itself for AT, ABOUT and AFTER, the start of the
 *     window for BETWEEN; null when open
 * @param until the time itself for BEFORE, the end of the window for BETWEEN, where one not after
 *     {@code from} belongs to the next day (00:00 is the end of the day); null when open
 * @param relation how the thing stands to that time
 */
public record TimeMention(
    @Nullable LocalDate date,
    int days,
    @Nullable LocalTime from,
    @Nullable LocalTime until,
    Relation relation) {

  /** How something stands to a time. */
  public enum Relation {
    AT,
    BEFORE,
    AFTER,
    ABOUT,
    /** Within a window, such as a part of a day. */
    BETWEEN,
    /** Than now, than planned, or late within the day named. */
    LATER,
    /** The same for early. */
    EARLIER
  }

  /**
   * The times of a text, in its order; normalised text and text as it was typed are read alike.
   * Thread-safe; linear in the length of the text.
   *
   * @param now in the time zone of the shop, Asia/Shanghai
   */
  public static List<Mention<TimeMention>> in(String text, ZonedDateTime now) {
    return new TimeReader(SameLength.of(text), now.toLocalDateTime()).read();
  }
}
