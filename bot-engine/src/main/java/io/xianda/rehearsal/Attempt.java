package io.xianda.rehearsal;

import io.xianda.conversation.Channel;
import io.xianda.knowledge.EntryId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message as it might come in, from a guest without orders.
 *
 * @param text as typed
 * @param channel where it is said
 * @param city where the shopper is served, or {@code null} when unknown
 * @param last the entry that has just been answered, or {@code null} at the beginning
 * @param at when it is answered
 */
public record Attempt(
    String text, Channel channel, @Nullable String city, @Nullable EntryId last, Instant at) {}
