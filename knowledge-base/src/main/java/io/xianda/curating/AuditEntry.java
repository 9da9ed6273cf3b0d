package io.xianda.curating;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who did what to which item.
 *
 * @param seq grows with every action, with gaps
 * @param at when
 * @param actor who
 * @param action what
 * @param before the item with its version numbers before, {@code null} when it came to be
 * @param after the item with its version numbers after
 * @param note what the operator said about it; may be empty
 * @param acknowledged warnings that the operator had seen and published nevertheless
 */
public record AuditEntry(
    long seq,
    Instant at,
    Operator actor,
    ActionKind action,
    @Nullable Item before,
    Item after,
    String note,
    List<FindingCode> acknowledged) {

  public AuditEntry {
    acknowledged = List.copyOf(acknowledged);
  }
}
