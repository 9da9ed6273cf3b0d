/**
 * How messages come in and go out. {@code MessagesController} is the REST way, {@code ChatSocket}
 * the WebSocket one; both store a message before they acknowledge it. Every error leaves as a
 * problem detail (RFC 9457) from {@code ProblemHandler}. Other channels hand in at {@link
 * io.xianda.channel.TakeIn} and hear of what is stored as a {@link io.xianda.channel.PushChannel}.
 */
@NullMarked
package io.xianda.channel;

import org.jspecify.annotations.NullMarked;
