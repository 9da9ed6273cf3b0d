package io.xianda.eval.dialogues;

import java.util.Locale;

/** How a dialogue ended, the strongest first. */
public enum Kind {
  /** A person was brought in. */
  HANDOFF,
  /** Something is left to be done by a person later. */
  TICKET,
  /** A change was made, or a question answered. */
  RESOLVED,
  /** Rightly refused, with the rule told. */
  DECLINED,
  /** None of the shop's business. */
  ABSTAINED,
  /** It did not end. */
  STUCK;

  /** As it stands in suites. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether the bot alone has brought it to an end. */
  boolean isClosedByBot() {
    return this == RESOLVED || this == DECLINED || this == ABSTAINED;
  }

  /** Whether a person is to look at it. */
  boolean needsPerson() {
    return this == HANDOFF || this == TICKET;
  }
}
