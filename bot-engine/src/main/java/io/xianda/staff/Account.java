package io.xianda.staff;

import io.xianda.identity.StaffRole;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An account as admins see it.
 *
 * @param name of the account
 * @param displayName as shoppers see it
 * @param roles at least one
 * @param newPasswordDue whether its password was given by somebody else
 * @param disabled whether nobody may log in with it
 * @param demo whether it belongs to the demo, outside of which it opens nothing
 * @param lockedUntil until when log-ins are refused after wrong passwords, or {@code null}; may
 *     have passed
 * @param version counts the changes by admins, from 1
 * @param createdAt when it was made
 * @param changedAt when an admin changed it last
 */
record Account(
    AccountName name,
    DisplayName displayName,
    Set<StaffRole> roles,
    boolean newPasswordDue,
    boolean disabled,
    boolean demo,
    @Nullable Instant lockedUntil,
    long version,
    Instant createdAt,
    Instant changedAt) {

  Account {
    roles = Set.copyOf(roles);
  }

  /** Whether it is locked at this time. */
  boolean isLocked(Instant now) {
    return lockedUntil != null && now.isBefore(lockedUntil);
  }
}
