package io.xianda.dialogue;

import java.util.Locale;

/** What the bot waits for; the words are part of the evaluation contract. */
public enum Asks {
  ORDER,
  CHOICE,
  SIGNIN;

  /** As it stands in messages. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
