package io.xianda.handoff;

import java.time.LocalTime;
import java.time.format.DateTimeParseException;

/** When people are there on a day. */
public sealed interface OpenTime {

  /** Nobody is. */
  record Closed() implements OpenTime {}

  /** Somebody always is. */
  record AllDay() implements OpenTime {}

  /**
   * A part of the day.
   *
   * @param from when they come
   * @param until when they go, later on the same day
   */
  record Between(LocalTime from, LocalTime until) implements OpenTime {

    public Between {
      if (!from.isBefore(until)) {
        throw new IllegalArgumentException("people come before they go, on the same day");
      }
    }
  }

  /**
   * Reads {@code 08:00-22:00}, {@code all-day} or {@code closed}.
   *
   * @throws IllegalArgumentException when it is none of these
   */
  static OpenTime of(String text) {
    return switch (text) {
      case "closed" -> new Closed();
      case "all-day" -> new AllDay();
      default -> between(text);
    };
  }

  private static Between between(String text) {
    String[] ends = text.split("-", -1);
    try {
      if (ends.length == 2) {
        return new Between(LocalTime.parse(ends[0]), LocalTime.parse(ends[1]));
      }
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("not hours such as 08:00-22:00: " + text, e);
    }
    throw new IllegalArgumentException("not hours such as 08:00-22:00: " + text);
  }
}
