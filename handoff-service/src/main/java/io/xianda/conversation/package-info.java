/**
 * The durable record of who said what. Start with {@link io.xianda.conversation.Conversations}: it
 * stores messages in their order, once for each client message id, sealed at rest, and tells what
 * still waits for an answer. Nothing is acknowledged before it stands here.
 */
@NullMarked
package io.xianda.conversation;

import org.jspecify.annotations.NullMarked;
