package io.xianda.webhook;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where events go. Secrets are no part of it.
 *
 * @param name for people, 1 to 40 characters
 * @param url where it listens
 * @param events what it is told of, at least one and never {@link EventKind#PING}
 * @param paused whether its deliveries wait until somebody lets it go on
 * @param oldSecretUntil until when the secret before the last rotation is good as well, or {@code
 *     null}
 * @param failures how often in a row it has taken nothing
 * @param restUntil until when it is left alone, or {@code null}
 * @param failingSince since when it does not take what it should, or {@code null} when it does
 * @param version counts its changes, from 1
 */
public record Endpoint(
    UUID id,
    String name,
    String url,
    Set<EventKind> events,
    boolean paused,
    @Nullable Instant oldSecretUntil,
    int failures,
    @Nullable Instant restUntil,
    @Nullable Instant failingSince,
    long version,
    Instant createdAt,
    Instant changedAt,
    String changedBy) {

  public Endpoint {
    events = Set.copyOf(events);
  }
}
