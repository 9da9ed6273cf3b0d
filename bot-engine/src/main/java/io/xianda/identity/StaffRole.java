package io.xianda.identity;

import java.util.Locale;

/** What somebody of the staff may do; who has several may do all of it. */
public enum StaffRole {
  /** Serves conversations. */
  AGENT,
  /** Sees all conversations, assigns them and takes them over. */
  SUPERVISOR,
  /** Reads, and writes drafts. */
  OPERATOR,
  /** Decides what shoppers are told. */
  REVIEWER,
  /** Looks after the service and its accounts. */
  ADMIN;

  /** As it stands in tokens. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads what {@link #word} wrote.
   *
   * @throws IllegalArgumentException when it is no role
   */
  public static StaffRole of(String word) {
    for (StaffRole role : values()) {
      if (role.word().equals(word)) {
        return role;
      }
    }
    throw new IllegalArgumentException("not a role: " + word);
  }
}
