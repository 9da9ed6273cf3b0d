package io.xianda.ticket;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/**
 * A ticket's number as people say it.
 *
 * @param value the day in the shop and a count over all days, such as {@code T20261123-0042}
 */
public record TicketNumber(String value) {

  private static final Pattern SHAPE = Pattern.compile("T\\d{8}-\\d{4,14}");

  public TicketNumber {
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException("not the number of a ticket");
    }
  }

  static TicketNumber of(LocalDate day, long id) {
    return new TicketNumber(
        "T" + DateTimeFormatter.BASIC_ISO_DATE.format(day) + "-%04d".formatted(id));
  }

  @Override
  public String toString() {
    return value;
  }
}
