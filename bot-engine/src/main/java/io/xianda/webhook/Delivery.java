package io.xianda.webhook;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One event for one endpoint, and how it stands.
 *
 * @param place grows with every delivery, with gaps
 * @param event id of the event, the same in all its deliveries
 * @param replayed whether somebody asked for it again
 * @param attempts how often it was tried
 * @param nextAt when it is tried next, or {@code null} once it is settled
 * @param status of the last answer, or {@code null} where there was none
 * @param problem why there was no answer, a stable word, or {@code null}
 * @param millis how long the last attempt took, or {@code null} before the first
 * @param triedAt when that was
 * @param at when it happened, or was asked for again
 */
public record Delivery(
    UUID id,
    long place,
    UUID event,
    EventKind kind,
    boolean replayed,
    State state,
    int attempts,
    @Nullable Instant nextAt,
    @Nullable Integer status,
    @Nullable String problem,
    @Nullable Integer millis,
    @Nullable Instant triedAt,
    Instant at) {

  /** How it stands. */
  public enum State {
    /** To be sent, or sent again. */
    WAITING,
    /** On its way, or was when a service died. */
    SENDING,
    /** It was taken. */
    DELIVERED,
    /** It was not, as often as it was tried. */
    GIVEN_UP
  }
}
