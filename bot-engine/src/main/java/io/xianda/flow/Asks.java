package io.xianda.flow;

import java.util.Locale;

/** What the bot waits for; the words are part of the evaluation contract. */
public enum Asks {
  /** Which order. */
  ORDER,
  /** Which of its goods. */
  ITEM,
  /** How many pieces. */
  COUNT,
  /** What part is bad, or both weights. */
  EXTENT,
  PHOTO,
  ADDRESS,
  PHONE,
  TIME,
  /** Why. */
  REASON,
  /** One of the choices that were offered. */
  CHOICE,
  /** Yes or no. */
  CONFIRM,
  SIGNIN;

  /** As it stands in messages. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
