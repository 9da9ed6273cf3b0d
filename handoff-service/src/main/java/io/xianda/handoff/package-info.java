/**
 * People. A {@link io.xianda.handoff.Handoff} says who should take a conversation over, why, and
 * how urgently; the queues and desks that work on it come with their own issue.
 */
@NullMarked
package io.xianda.handoff;

import org.jspecify.annotations.NullMarked;
