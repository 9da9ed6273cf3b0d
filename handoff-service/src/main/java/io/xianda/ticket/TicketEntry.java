package io.xianda.ticket;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a ticket.
 *
 * @param n its place in the timeline, from 1
 * @param actor {@code shopper}, {@code bot}, {@code staff} or {@code service}
 * @param name account or shopper, {@code null} where it was no person
 * @param what in a stable word such as {@code resolved}
 * @param value a stable word that belongs to it, such as a group, or {@code null}
 * @param text words for people, or {@code null}
 * @param photos names of pictures
 * @param visible whether the shopper sees it
 */
public record TicketEntry(
    int n,
    Instant at,
    String actor,
    @Nullable String name,
    String what,
    @Nullable String value,
    @Nullable String text,
    List<String> photos,
    boolean visible) {

  public TicketEntry {
    photos = List.copyOf(photos);
  }
}
