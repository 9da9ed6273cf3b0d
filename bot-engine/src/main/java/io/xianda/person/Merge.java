package io.xianda.person;

import io.xianda.conversation.ShopperId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That one shopper was another.
 *
 * @param gone a guest, who is no longer anybody
 * @param stays who the guest is
 * @param undoneAt when a supervisor took it back, or {@code null} while it holds
 */
public record Merge(
    long number,
    ShopperId gone,
    ShopperId stays,
    Evidence evidence,
    Instant at,
    @Nullable Instant undoneAt) {}
