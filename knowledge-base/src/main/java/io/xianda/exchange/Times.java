package io.xianda.exchange;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;

/**
 * Times as operators write them: {@code 2026-11-23}, {@code 2026/11/23 8:00}, {@code 2026-11-23
 * 08:00:00} in the shop's zone, or with an offset. Immutable.
 */
final class Times {

  private static final DateTimeFormatter CLOCK =
      new DateTimeFormatterBuilder()
          .appendValue(ChronoField.HOUR_OF_DAY, 1, 2, java.time.format.SignStyle.NOT_NEGATIVE)
          .appendPattern(":mm[:ss]")
          .optionalStart()
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .optionalEnd()
          .toFormatter(Locale.ROOT);

  private static final DateTimeFormatter READ =
      new DateTimeFormatterBuilder()
          .appendPattern("[uuuu-M-d][uuuu/M/d]")
          .optionalStart()
          .appendPattern("[' ']['T']")
          .append(CLOCK)
          .appendPattern("[XXX]")
          .optionalEnd()
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private static final DateTimeFormatter WRITE =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .toFormatter(Locale.ROOT);

  private static final DateTimeFormatter WRITE_EXACTLY =
      new DateTimeFormatterBuilder().append(WRITE).appendPattern("XXX").toFormatter(Locale.ROOT);

  private final ZoneId zone;

  Times(ZoneId zone) {
    this.zone = zone;
  }

  /** What an operator wrote; nothing when it is no time. */
  Optional<Instant> read(String text) {
    try {
      TemporalAccessor read =
          READ.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
      return Optional.of(
          switch (read) {
            case OffsetDateTime exact -> exact.toInstant();
            case LocalDateTime local -> of(local);
            case LocalDate day -> of(day.atTime(LocalTime.MIDNIGHT));
            default -> throw new DateTimeException("no time");
          });
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  Instant of(LocalDateTime local) {
    return local.atZone(zone).toInstant();
  }

  /** As it is read again; with an offset where the zone's clocks are ambiguous. */
  String write(Instant time) {
    LocalDateTime local = time.atZone(zone).toLocalDateTime();
    return of(local).equals(time)
        ? WRITE.format(local)
        : WRITE_EXACTLY.format(time.atZone(zone).toOffsetDateTime());
  }
}
