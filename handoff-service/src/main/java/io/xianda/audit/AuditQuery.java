package io.xianda.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which deeds are to be told; {@code null} stands for any.
 *
 * @param actor of this account
 * @param action of this kind
 * @param subject done to this
 * @param from not before
 * @param until before
 */
public record AuditQuery(
    @Nullable String actor,
    @Nullable String action,
    @Nullable String subject,
    @Nullable Instant from,
    @Nullable Instant until) {

  /** All deeds. */
  public static AuditQuery all() {
    return new AuditQuery(null, null, null, null, null);
  }
}
