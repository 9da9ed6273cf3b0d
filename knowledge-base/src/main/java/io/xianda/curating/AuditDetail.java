package io.xianda.curating;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the audit keeps of an action beside its columns.
 *
 * @param before the item before, {@code null} when it came to be
 * @param after the item after
 * @param note what the operator said
 * @param acknowledged warnings that the operator had seen
 * @param digest tells whether a repeated request is the same one
 */
record AuditDetail(
    @Nullable Item before,
    Item after,
    String note,
    List<FindingCode> acknowledged,
    String digest) {}
