/**
 * What shoppers ask and the base does not answer. Give every miss to {@link
 * io.xianda.gaps.CollectGaps} once the reply is recorded; show operators {@link
 * io.xianda.gaps.Gaps}, where misses of one meaning stand together, ranked by how many
 * conversations an answer would resolve. Nothing that tells who asked is kept.
 */
@NullMarked
package io.xianda.gaps;

import org.jspecify.annotations.NullMarked;
