package io.xianda.knowledge;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, as far as it decides which entries may be told.
 *
 * @param channel where the message came in, such as {@code web}
 * @param city where the shopper is served, or {@code null} when unknown
 * @param now when the message is answered
 */
public record Asker(String channel, @Nullable String city, Instant now) {}
