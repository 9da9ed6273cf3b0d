package io.xianda.intent.slot;

import io.xianda.intent.slot.TimeMention.Relation;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the times of one text, from left to right. Not thread-safe: one reader for one text. */
final class TimeReader {

  private static final int HALF_DAY = 12;

  /**
   * Of a day without a part, hours before this one are those after noon: nobody delivers at five.
   */
  private static final int FIRST_DELIVERY_HOUR = 7;

  private static final int LAST_DELIVERY_HOUR = 22;

  private static final int HINT = 8;

  private final String text;
  private final LocalDateTime now;

  /** Where the next word begins. */
  private int at;

  /** A day to come that the text has named: times after it belong to it. */
  private @Nullable LocalDate named;

  TimeReader(String text, LocalDateTime now) {
    this.text = text;
    this.now = now.truncatedTo(ChronoUnit.MINUTES);
  }

  List<Mention<TimeMention>> read() {
    List<Mention<TimeMention>> found = new ArrayList<>();
    int start = 0;
    while (start < text.length()) {
      at = start;
      TimeMention time = oneTime();
      if (time != null && at > start) {
        found.add(new Mention<>(new Span(start, at), time));
        start = at;
      } else {
        start++;
      }
    }
    return List.copyOf(found);
  }

  /** A day as it was said: some are settled only by what follows. */
  private record Day(LocalDate date, int days, boolean open, Relation relation) {
    static Day of(LocalDate date) {
      return new Day(date, 1, false, Relation.AT);
    }
  }

  /** Hours as spoken, 0 to 24. */
  private record Clock(int hour, int minute, boolean sure) {}

  private @Nullable TimeMention oneTime() {
    TimeMention relative = relative();
    if (relative != null) {
      return relative;
    }
    Day day = day();
    if (day != null && day.relation == Relation.ABOUT) {
      return new TimeMention(day.date, day.days, null, null, Relation.ABOUT);
    }
    int afterDay = at;
    if (day != null) {
      named = day.days == 1 && day.date.isAfter(now.toLocalDate()) ? day.date : null;
    }
    if (day != null) {
      skip(" ");
      skip("的");
    }
    DayPart part = part(day != null);
    int settled = part != null ? at : afterDay;
    if (day == null && part == null) {
      TimeMention vague = vague(null, null);
      if (vague != null) {
        return vague;
      }
    }
    if (part != null) {
      skip(" ");
      skip("的");
    }
    TimeMention clock = clock(day, part);
    if (clock != null) {
      return clock;
    }
    TimeMention vague = day != null || part != null ? vague(day, part) : null;
    if (vague != null) {
      return vague;
    }
    at = settled;
    return day == null && part == null ? null : withoutClock(day, part);
  }

  private TimeMention withoutClock(@Nullable Day day, @Nullable DayPart part) {
    Matcher after = here(TimeWords.AFTER_CLOCK);
    Relation relation = null;
    if (after.lookingAt() && after.end() > at) {
      relation =
          after.group("before") != null
              ? Relation.BEFORE
              : after.group("after") != null
                  ? Relation.AFTER
                  : part == null ? Relation.ABOUT : null;
      if (relation != null) {
        at = after.end();
      }
    }
    LocalDate date = day != null ? settled(day).date : dateOf(part);
    int days = day != null ? day.days : 1;
    if (part == null) {
      Relation plain = days > 1 ? Relation.BETWEEN : Relation.AT;
      return new TimeMention(date, days, null, null, relation == null ? plain : relation);
    }
    if (relation == Relation.BEFORE) {
      return new TimeMention(date, days, null, part.start(), relation);
    }
    if (relation == Relation.AFTER) {
      return new TimeMention(date, days, part.start(), null, relation);
    }
    return new TimeMention(date, days, part.start(), part.end(), Relation.BETWEEN);
  }

  /** The day of a part of the day that stands alone. */
  private LocalDate dateOf(@Nullable DayPart part) {
    LocalDate today = now.toLocalDate();
    if (named != null) {
      return named;
    }
    if (part == null) {
      return today;
    }
    LocalDateTime end =
        part.end().equals(LocalTime.MIDNIGHT)
            ? today.plusDays(1).atStartOfDay()
            : today.atTime(part.end());
    if (isDone()) {
      return now.isBefore(today.atTime(part.start())) ? today.minusDays(1) : today;
    }
    return end.isAfter(now) ? today : today.plusDays(1);
  }

  // ---- days

  private @Nullable Day day() {
    LocalDate today = now.toLocalDate();
    Matcher m = here(TimeWords.ABOUT_DAYS);
    if (m.lookingAt()) {
      at = m.end();
      if (m.group("before") != null) {
        String n = m.group("bn");
        return new Day(
            today.minusDays(n == null ? 3 : Numerals.small(n)), 1, false, Relation.ABOUT);
      }
      String n = m.group("pn");
      return new Day(today.plusDays(n == null ? 3 : Numerals.small(n)), 1, false, Relation.ABOUT);
    }
    m = here(TimeWords.NEAR_DAY);
    if (m.lookingAt()) {
      at = m.end();
      String word = m.group();
      int far = word.startsWith("大") ? 1 : 0;
      return Day.of(
          today.plusDays(
              switch (word.charAt(far)) {
                case '今' -> 0;
                case '明' -> 1;
                case '昨' -> -1;
                case '后' -> 2 + far;
                default -> -2 - far;
              }));
    }
    m = here(TimeWords.SHORT_DAY);
    if (m.lookingAt() && isPartAfter(m.end())) {
      at = m.end();
      return Day.of(
          today.plusDays(
              switch (m.group().charAt(0)) {
                case '今' -> 0;
                case '明' -> 1;
                case '昨' -> -1;
                default -> -2;
              }));
    }
    m = here(TimeWords.WEEKDAY);
    if (m.lookingAt()) {
      at = m.end();
      return weekday(m.group("which"), m.group("day"));
    }
    m = here(TimeWords.WEEK);
    if (m.lookingAt()) {
      at = m.end();
      LocalDate monday = monday(m.group("which"));
      boolean weekend = m.group("bare") != null || m.group("end") != null;
      return new Day(
          weekend ? monday.plusDays(5) : monday, weekend ? 2 : 7, false, Relation.BETWEEN);
    }
    m = here(TimeWords.ISO_DATE);
    if (m.lookingAt()) {
      int year = Integer.parseInt(m.group("year"));
      return date(m.end(), year, month(m.group("month")), month(m.group("day")));
    }
    m = here(TimeWords.FULL_DATE);
    if (m.lookingAt()) {
      String year = m.group("year");
      String month = m.group("month") != null ? m.group("month") : m.group("cmonth");
      String of = m.group("day") != null ? m.group("day") : m.group("cday");
      return date(m.end(), year == null ? 0 : Integer.parseInt(year), month(month), month(of));
    }
    m = here(TimeWords.POINT_DATE);
    if (m.lookingAt()
        && (m.group("sure") != null
            || TimeWords.DATE_HINT_AFTER.matcher(text).region(m.end(), text.length()).lookingAt()
            || isBefore(TimeWords.DATE_HINT_BEFORE))) {
      return date(m.end(), 0, month(m.group("month")), month(m.group("day")));
    }
    m = here(TimeWords.DAY_OF_MONTH);
    if (m.lookingAt()) {
      return dayOfMonth(m.end(), month(m.group("day") != null ? m.group("day") : m.group("cday")));
    }
    return null;
  }

  private static int month(@Nullable String number) {
    if (number == null) {
      return 0;
    }
    return number.startsWith("三十") ? 30 + (number.length() > 2 ? 1 : 0) : Numerals.small(number);
  }

  private LocalDate monday(@Nullable String which) {
    LocalDate monday = now.toLocalDate().with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    return switch (which == null ? "" : which) {
      case "上上" -> monday.minusWeeks(2);
      case "上" -> monday.minusWeeks(1);
      case "下" -> monday.plusWeeks(1);
      case "下下" -> monday.plusWeeks(2);
      default -> monday;
    };
  }

  private Day weekday(@Nullable String which, @Nullable String day) {
    char c = day == null ? '一' : day.charAt(0);
    int number = c == '日' || c == '天' ? 7 : Numerals.digit(c);
    if (which != null) {
      return Day.of(monday(which).plusDays(number - 1L));
    }
    LocalDate date = now.toLocalDate().with(TemporalAdjusters.nextOrSame(DayOfWeek.of(number)));
    return new Day(date, 1, true, Relation.AT);
  }

  /** Nearest to today where no year was said; null where there is no such day. */
  private @Nullable Day date(int end, int year, int month, int day) {
    try {
      if (year > 0) {
        Day exact = Day.of(LocalDate.of(year, month, day));
        at = end;
        return exact;
      }
      LocalDate nearest = null;
      LocalDate today = now.toLocalDate();
      for (int y = today.getYear() - 1; y <= today.getYear() + 1; y++) {
        if (month == 2 && day == 29 && !java.time.Year.isLeap(y)) {
          continue;
        }
        LocalDate date = LocalDate.of(y, month, day);
        if (nearest == null
            || Math.abs(ChronoUnit.DAYS.between(today, date))
                < Math.abs(ChronoUnit.DAYS.between(today, nearest))) {
          nearest = date;
        }
      }
      if (nearest == null) {
        return null;
      }
      at = end;
      return Day.of(nearest);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private @Nullable Day dayOfMonth(int end, int day) {
    LocalDate first = now.toLocalDate().withDayOfMonth(1);
    // Two months on there is a day 31 again.
    for (int month = 0; month <= 2; month++) {
      LocalDate of = first.plusMonths(month);
      if (day >= 1 && day <= of.lengthOfMonth()) {
        LocalDate date = of.withDayOfMonth(day);
        if (!date.isBefore(now.toLocalDate())) {
          at = end;
          return new Day(date, 1, true, Relation.AT);
        }
      }
    }
    return null;
  }

  /** A day that was left open, once it is known whether it is over. */
  private Day settled(Day day) {
    if (!day.open || !isDone() || !day.date.isAfter(now.toLocalDate())) {
      return day;
    }
    long until = ChronoUnit.DAYS.between(now.toLocalDate(), day.date);
    return Day.of(until <= 7 && !endsInHao() ? day.date.minusWeeks(1) : day.date.minusMonths(1));
  }

  private boolean endsInHao() {
    return at > 0 && text.lastIndexOf('号', at) >= Math.max(0, at - HINT);
  }

  private boolean isDone() {
    return here(TimeWords.DONE).lookingAt();
  }

  // ---- parts of the day

  private boolean isPartAfter(int start) {
    return matcher(TimeWords.PART, start).lookingAt()
        || matcher(TimeWords.SHORT_PART, start).lookingAt();
  }

  private @Nullable DayPart part(boolean afterDay) {
    Matcher m = here(TimeWords.PART);
    if (!m.lookingAt() && afterDay) {
      m = here(TimeWords.SHORT_PART);
    }
    if (!m.lookingAt()) {
      return null;
    }
    at = m.end();
    return DayPart.of(m.group());
  }

  // ---- times of the clock

  private @Nullable TimeMention clock(@Nullable Day day, @Nullable DayPart part) {
    int restart = at;
    Relation relation = Relation.AT;
    Matcher before = here(TimeWords.BEFORE_CLOCK);
    if (before.lookingAt()) {
      at = before.end();
      relation =
          before.group("latest") != null
              ? Relation.BEFORE
              : before.group("earliest") != null ? Relation.AFTER : Relation.ABOUT;
      skip(" ");
      if (part == null) {
        part = part(false);
        skip(" ");
      }
    }
    TimeMention window = window(day, part);
    if (window != null) {
      return window;
    }
    int clockAt = at;
    Clock clock = clockWord();
    if (clock == null || !isClock(clock, day, part, clockAt, at)) {
      at = restart;
      return null;
    }
    int end = at;
    TimeMention range = upTo(day, part, clock);
    if (range != null) {
      return range;
    }
    at = end;
    Matcher after = here(TimeWords.AFTER_CLOCK);
    if (after.lookingAt()) {
      at = after.end();
      if (after.group("before") != null) {
        relation = Relation.BEFORE;
      } else if (after.group("after") != null) {
        relation = Relation.AFTER;
      } else if (after.group("around") != null && relation == Relation.AT) {
        relation = Relation.ABOUT;
      }
    }
    // The next-day delivery comes before noon: 12点前 is seldom midnight.
    boolean noon =
        relation == Relation.BEFORE && clock.hour == HALF_DAY && day == null && part == null;
    LocalDateTime when = when(day, part, noon ? new Clock(clock.hour, clock.minute, true) : clock);
    LocalTime time = when.toLocalTime();
    return relation == Relation.BEFORE
        ? new TimeMention(when.toLocalDate(), 1, null, time, relation)
        : new TimeMention(when.toLocalDate(), 1, time, null, relation);
  }

  /** 3-5点, 三到五点 and 六七点: two hours with one 点. */
  private @Nullable TimeMention window(@Nullable Day day, @Nullable DayPart part) {
    int start = at;
    Matcher two = here(TimeWords.TWO_HOURS);
    if (two.lookingAt()) {
      int from = Numerals.small(two.group("h"));
      int until = Numerals.small(two.group("u"));
      if (until == from + 1) {
        at = two.end();
        return between(day, part, new Clock(from, 0, false), part, new Clock(until, 0, false));
      }
    }
    Matcher to = here(TimeWords.HOUR_TO);
    if (!to.lookingAt()) {
      return null;
    }
    int from = Numerals.small(to.group("h"));
    at = to.end();
    DayPart second = part(false);
    Clock until = clockWord();
    if (until == null) {
      at = start;
      return null;
    }
    return between(day, part, new Clock(from, 0, false), second, until);
  }

  private @Nullable TimeMention upTo(@Nullable Day day, @Nullable DayPart part, Clock from) {
    Matcher to = here(TimeWords.TO);
    if (!to.lookingAt()) {
      return null;
    }
    at = to.end();
    DayPart second = part(false);
    Clock until = clockWord();
    return until == null ? null : between(day, part, from, second, until);
  }

  private TimeMention between(
      @Nullable Day day,
      @Nullable DayPart part,
      Clock from,
      @Nullable DayPart second,
      Clock until) {
    // 3点到下午5点: the part that stands at the second holds for the first, unless that is later.
    DayPart first = part == null && second != null && from.hour < until.hour ? second : part;
    LocalDateTime start =
        day == null && first == null && named == null && !from.sure
            ? nextWindow(
                from,
                second == null ? until : new Clock(second.hour(until.hour), until.minute, true))
            : when(day, first, from);
    if (day == null && named == null && first != null && !isDone()) {
      LocalDateTime running = start.minusDays(1);
      int end = second == null ? first.hour(until.hour) : second.hour(until.hour);
      if (atHour(running.toLocalDate(), end, until.minute).isAfter(now)) {
        start = running;
      }
    }
    int hour = second == null ? until.hour : second.hour(until.hour);
    if (second == null && !until.sure) {
      while (hour + HALF_DAY <= 24
          && hour * 60 + until.minute <= start.getHour() * 60 + start.getMinute()) {
        hour += HALF_DAY;
      }
    }
    LocalTime end = LocalTime.of(hour % 24, until.minute);
    return new TimeMention(start.toLocalDate(), 1, start.toLocalTime(), end, Relation.BETWEEN);
  }

  /** The start of the first such window that is not over and in which the shop delivers. */
  private LocalDateTime nextWindow(Clock from, Clock until) {
    LocalDateTime start = atHour(now.toLocalDate(), from.hour % HALF_DAY, from.minute);
    int minutes = (until.hour - from.hour) * 60 + until.minute - from.minute;
    int length = Math.floorMod(minutes, until.sure ? 24 * 60 : HALF_DAY * 60);
    for (int i = 0; i < 4; i++) {
      LocalDateTime end = start.plusMinutes(length);
      if (end.isAfter(now)
          && start.getHour() >= FIRST_DELIVERY_HOUR
          && start.getHour() * 60 + start.getMinute() + length <= LAST_DELIVERY_HOUR * 60) {
        return start;
      }
      start = start.plusHours(HALF_DAY);
    }
    return when(null, null, from);
  }

  private @Nullable Clock clockWord() {
    Matcher m = here(TimeWords.CLOCK);
    if (!m.lookingAt()) {
      return null;
    }
    String digits = m.group("dh");
    String minutes = m.group("dm");
    if (digits != null && minutes != null) {
      at = m.end();
      int hour = Integer.parseInt(digits);
      return hour == 24 && !minutes.equals("00")
          ? null
          : new Clock(hour, Integer.parseInt(minutes), hour >= HALF_DAY || digits.startsWith("0"));
    }
    String spoken = m.group("h");
    if (spoken == null) {
      return null;
    }
    at = m.end();
    int hour = Numerals.small(spoken);
    return new Clock(hour, minute(m.group("m")), hour > HALF_DAY || hour == 0);
  }

  private static int minute(@Nullable String word) {
    if (word == null || word.equals("整")) {
      return 0;
    }
    if (word.startsWith("半")) {
      return 30;
    }
    if (word.contains("刻")) {
      return word.startsWith("一") ? 15 : 45;
    }
    String number = word.endsWith("分") ? word.substring(0, word.length() - 1) : word;
    return Numerals.small(
        number.length() > 1 && number.startsWith("零") ? number.substring(1) : number);
  }

  /** Whether 一点 or 两点 is a time and no little bit, no number of remarks. */
  private boolean isClock(
      Clock clock, @Nullable Day day, @Nullable DayPart part, int start, int end) {
    if (matcher(TimeWords.NO_CLOCK_AFTER, end).lookingAt()) {
      return false;
    }
    String word = text.substring(start, end);
    if (day != null || part != null || clock.minute > 0 || clock.hour > 2 || word.contains(":")) {
      return !isBefore(TimeWords.CHANGES_BY, start);
    }
    if (word.endsWith("钟") || word.endsWith("整")) {
      return true;
    }
    if (isRangeAfter(end)) {
      return true;
    }
    boolean goesOn = matcher(TimeWords.CLOCK_GOES_ON, end).lookingAt();
    return clock.hour == 1
        ? goesOn && isBefore(TimeWords.SETS_ONE, start)
        : goesOn || isBefore(TimeWords.SETS_CLOCK, start);
  }

  private boolean isRangeAfter(int end) {
    Matcher to = matcher(TimeWords.TO, end);
    return to.lookingAt() && matcher(TimeWords.CLOCK, to.end()).lookingAt();
  }

  private LocalDateTime when(@Nullable Day day, @Nullable DayPart part, Clock clock) {
    LocalDate today = now.toLocalDate();
    Day known = day != null ? settled(day) : named != null ? Day.of(named) : null;
    LocalDate date = known == null ? today : known.date;
    if (part != null) {
      LocalDateTime time = atHour(date, part.hour(clock.hour), clock.minute);
      return known == null ? near(time, 24) : time;
    }
    if (clock.sure) {
      LocalDateTime time = atHour(date, clock.hour, clock.minute);
      return known == null ? near(time, 24) : time;
    }
    if (known == null) {
      return near(atHour(today, clock.hour % HALF_DAY, clock.minute), HALF_DAY);
    }
    if (date.equals(today)) {
      LocalDateTime morning = atHour(date, clock.hour, clock.minute);
      LocalDateTime evening = morning.plusHours(clock.hour == HALF_DAY ? 0 : HALF_DAY);
      return isDone()
          ? (evening.isAfter(now) ? morning : evening)
          : morning.isBefore(now) ? evening : morning;
    }
    int hour = clock.hour < FIRST_DELIVERY_HOUR ? clock.hour + HALF_DAY : clock.hour;
    return atHour(date, hour, clock.minute);
  }

  /** The first such time from now on, or the last one before if it is over. */
  private LocalDateTime near(LocalDateTime first, int period) {
    LocalDateTime time = first.minusDays(1);
    boolean done = isDone();
    while (time.isBefore(now) && !(done && time.plusHours(period).isAfter(now))) {
      time = time.plusHours(period);
    }
    return time;
  }

  private static LocalDateTime atHour(LocalDate date, int hour, int minute) {
    return date.plusDays(hour / 24).atTime(hour % 24, minute);
  }

  // ---- relative to now

  private @Nullable TimeMention relative() {
    Matcher just = here(TimeWords.JUST_NOW);
    if (just.lookingAt()) {
      at = just.end();
      return new TimeMention(now.toLocalDate(), 1, now.toLocalTime(), null, Relation.ABOUT);
    }
    Matcher m = here(TimeWords.RELATIVE);
    if (!m.lookingAt()) {
      return null;
    }
    boolean after = m.group("after") != null || m.group("pass") != null;
    boolean before = m.group("before") != null;
    boolean within = m.group("within") != null;
    String unit = m.group("unit");
    String number = m.group("n");
    if ((!after && !before && !within) || number == null || unit == null) {
      return null;
    }
    // How long before something else is no time.
    if (before && isAdvance()) {
      return null;
    }
    if (m.group("pass") != null && text.startsWith("了", m.end())) {
      return null;
    }
    int start = at;
    at = m.end();
    if (number.equals("几")) {
      return before
          ? null
          : new TimeMention(null, 0, null, null, within ? Relation.BEFORE : Relation.LATER);
    }
    Relation about =
        m.group("many") != null
                || text.substring(start, at).contains("左右")
                || (m.group("pass") != null && !after(m) && unit.equals("天"))
            ? Relation.ABOUT
            : Relation.AT;
    return span(
        number, m.group("half") != null || m.group("more") != null, unit, before, within, about);
  }

  private static boolean after(Matcher relative) {
    return relative.group("after") != null;
  }

  private boolean isAdvance() {
    return at >= 2 && text.startsWith("提前", at - 2);
  }

  private TimeMention span(
      String number, boolean half, String unit, boolean before, boolean within, Relation at) {
    double amount =
        number.equals("半")
            ? 0.5
            : (number.endsWith(".5")
                    ? Integer.parseInt(number.substring(0, number.length() - 2)) + 0.5
                    : Character.isDigit(number.charAt(0))
                        ? Integer.parseInt(number)
                        : Numerals.small(number))
                + (half ? 0.5 : 0);
    long minutes =
        Math.round(
            amount
                * switch (unit) {
                  case "分钟" -> 1;
                  case "刻钟" -> 15;
                  case "小时", "钟头" -> 60;
                  case "天" -> 24 * 60;
                  case "个月" -> 30 * 24 * 60;
                  default -> 7 * 24 * 60;
                });
    boolean clock =
        unit.equals("分钟") || unit.equals("刻钟") || unit.equals("小时") || unit.equals("钟头");
    LocalDateTime then = before ? now.minusMinutes(minutes) : now.plusMinutes(minutes);
    if (clock) {
      return within
          ? new TimeMention(then.toLocalDate(), 1, null, then.toLocalTime(), Relation.BEFORE)
          : new TimeMention(then.toLocalDate(), 1, then.toLocalTime(), null, at);
    }
    if (within) {
      int days = (int) Math.max(1, minutes / (24 * 60)) + 1;
      return new TimeMention(now.toLocalDate(), days, null, null, Relation.BETWEEN);
    }
    return new TimeMention(then.toLocalDate(), 1, null, null, at);
  }

  /** 晚点 and 早点, alone or of a day. */
  private @Nullable TimeMention vague(@Nullable Day day, @Nullable DayPart part) {
    Matcher later = here(TimeWords.LATER);
    Matcher earlier = here(TimeWords.EARLIER);
    boolean isLater = later.lookingAt();
    if (!isLater && !earlier.lookingAt()) {
      return null;
    }
    at = isLater ? later.end() : earlier.end();
    Relation relation = isLater ? Relation.LATER : Relation.EARLIER;
    if (day == null && part == null) {
      return new TimeMention(null, 0, null, null, relation);
    }
    LocalDate date = day == null ? dateOf(part) : day.date;
    return part == null
        ? new TimeMention(date, day == null ? 1 : day.days, null, null, relation)
        : new TimeMention(date, 1, part.start(), part.end(), relation);
  }

  // ---- the text

  private Matcher here(Pattern pattern) {
    return matcher(pattern, at);
  }

  private Matcher matcher(Pattern pattern, int start) {
    return pattern
        .matcher(text)
        .region(start, text.length())
        .useTransparentBounds(true)
        .useAnchoringBounds(false);
  }

  private boolean isBefore(Pattern pattern) {
    return isBefore(pattern, at);
  }

  private boolean isBefore(Pattern pattern, int end) {
    return pattern.matcher(text.substring(Math.max(0, end - HINT), end)).find();
  }

  private void skip(String word) {
    if (text.startsWith(word, at)) {
      at += word.length();
    }
  }
}
