package io.xianda.gaps;

import java.time.Instant;

/**
 * Something that was decided, as it stands in the log for good.
 *
 * @param seq counts up, with holes
 * @param action {@code accept}, {@code dismiss}, {@code merge} or {@code reopen}
 * @param detail the entry, the reason, or the gap that it was merged into
 */
public record GapAction(
    long seq, Instant at, Actor actor, String action, GapId gap, String detail) {}
