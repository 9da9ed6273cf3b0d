package io.xianda.audit;

import java.time.Instant;

/**
 * A deed as it stands in the log.
 *
 * @param seq grows with every deed, with gaps
 * @param at when
 * @param deed what was done by whom
 */
public record AuditEntry(long seq, Instant at, Deed deed) {}
