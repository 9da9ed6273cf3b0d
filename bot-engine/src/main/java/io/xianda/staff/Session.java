package io.xianda.staff;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody logged in once.
 *
 * @param id of the session
 * @param createdAt when
 * @param lastSeenAt when its token was used last, to the minute
 * @param expiresAt when it is over by itself
 * @param revokedAt when it was ended before, or {@code null}
 */
record Session(
    UUID id,
    Instant createdAt,
    Instant lastSeenAt,
    Instant expiresAt,
    @Nullable Instant revokedAt) {}
