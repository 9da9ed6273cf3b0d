/**
 * The agents' workplace (工作台), by REST below {@code /api/v1/desk} and by the WebSocket {@code
 * /ws/desk}. Start with {@code ServeController}: it turns requests into calls of {@link
 * io.xianda.desk.Desk}. {@code DeskSocket} brings the news; whoever misses some reads them by REST.
 * Who may see which conversation is decided in {@code Sight} alone; who may call what stands in
 * {@code io.xianda.identity.StaffDoors}; what can go wrong in {@code DeskProblem}.
 */
@NullMarked
package io.xianda.workplace;

import org.jspecify.annotations.NullMarked;
