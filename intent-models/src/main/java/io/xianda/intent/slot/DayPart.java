package io.xianda.intent.slot;

import java.time.LocalTime;

/** A part of the day as people divide it, and how it settles which of two hours is meant. */
enum DayPart {
  SMALL_HOURS(0, 6),
  MORNING(6, 9),
  FORENOON(8, 12),
  NOON(11, 13),
  AFTERNOON(12, 18),
  DUSK(17, 19),
  EVENING(18, 24);

  private final int from;
  private final int until;

  DayPart(int from, int until) {
    this.from = from;
    this.until = until;
  }

  static DayPart of(String word) {
    return switch (word) {
      case "凌晨", "半夜", "深夜", "后半夜", "夜里", "夜" -> SMALL_HOURS;
      case "早", "晨", "早上", "早晨", "清早", "清晨", "大清早", "一大早", "一早", "大早上" -> MORNING;
      case "上午" -> FORENOON;
      case "中午", "午间", "正午", "大中午" -> NOON;
      case "下午", "午后" -> AFTERNOON;
      case "傍晚" -> DUSK;
      default -> EVENING;
    };
  }

  LocalTime start() {
    return LocalTime.of(from, 0);
  }

  /** 00:00 for the end of the day. */
  LocalTime end() {
    return LocalTime.of(until % 24, 0);
  }

  /** The hour of the day, 0 to 28: from 24 on it belongs to the next day. */
  int hour(int spoken) {
    if (spoken > 12) {
      return spoken;
    }
    return switch (this) {
      // 夜里11点 is still today.
      case SMALL_HOURS -> spoken == 12 ? 24 : spoken >= 9 ? spoken + 12 : spoken;
      case MORNING, FORENOON -> spoken;
      case NOON -> spoken < 10 ? spoken + 12 : spoken;
      case AFTERNOON, DUSK -> spoken == 12 ? 12 : spoken + 12;
      case EVENING -> spoken == 12 || spoken == 0 ? 24 : spoken <= 4 ? spoken + 24 : spoken + 12;
    };
  }
}
