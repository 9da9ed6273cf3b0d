/**
 * People. A {@link io.xianda.handoff.Handoff} says who should take a conversation over, why, and
 * how urgently; {@link io.xianda.handoff.Staffing} tells whether they are there, by their {@link
 * io.xianda.handoff.OfficeHours}. The queues and desks that work on it are {@code io.xianda.desk}.
 */
@NullMarked
package io.xianda.handoff;

import org.jspecify.annotations.NullMarked;
