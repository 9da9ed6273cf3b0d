/**
 * People at work. Start with {@link io.xianda.desk.Desk}, which is all that an agent does; {@link
 * io.xianda.desk.Routing} finds the agent for what waits, by the one list in {@code RoutingRule};
 * {@link io.xianda.desk.Watch} sees to what nobody does: offers that lapse, agents who are gone,
 * queues that grow old. Several services may work on one database.
 *
 * <p>Whoever changes a conversation and its handoff locks the conversation's row first, then the
 * handoff's, then one agent's: in this order nobody waits for anybody in a circle.
 */
@NullMarked
package io.xianda.desk;

import org.jspecify.annotations.NullMarked;
