package io.xianda.curating;

import io.xianda.knowledge.EntryId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which actions are to be told; {@code null} stands for any.
 *
 * @param item of this item
 * @param actor of this operator
 * @param action of this kind
 * @param from not before
 * @param until before
 */
public record AuditQuery(
    @Nullable EntryId item,
    @Nullable Operator actor,
    @Nullable ActionKind action,
    @Nullable Instant from,
    @Nullable Instant until) {

  /** All actions. */
  public static AuditQuery all() {
    return new AuditQuery(null, null, null, null, null);
  }

  /** All that was done to an item. */
  public static AuditQuery of(EntryId item) {
    return new AuditQuery(item, null, null, null, null);
  }
}
