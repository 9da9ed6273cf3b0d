package io.xianda.flow;

import org.jspecify.annotations.Nullable;

/**
 * What a person has to do about a task.
 *
 * @param how at once or later
 * @param reason in a stable word, never the shopper's
 * @param order number of the order, or {@code null}
 */
public record Referral(How how, String reason, @Nullable String order) {

  /** When a person looks at it. */
  public enum How {
    /** A person goes on with the conversation, in the hours in which there are any. */
    PERSON,
    /** A ticket, at any hour: somebody decides, and the shopper need not wait in the chat. */
    REVIEW
  }
}
