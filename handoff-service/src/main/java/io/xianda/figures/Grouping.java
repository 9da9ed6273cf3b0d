package io.xianda.figures;

/** By what figures are told apart. What belongs to nobody has an empty key. */
public enum Grouping {
  /** The account. */
  AGENT,
  /** The skill group. */
  GROUP,
  /** The hour of the day in the shop's time zone, {@code 00} to {@code 23}. */
  HOUR,
  /** The channel of the conversation. */
  CHANNEL,
  /** What it is about. */
  INTENT,
  /** Why it came to people. */
  REASON
}
