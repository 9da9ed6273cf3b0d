package io.xianda.ticket;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A ticket that a person opens.
 *
 * @param ticket what is to be done
 * @param kind what it is about
 * @param text what is to be done, in words, as a {@link TicketAct.Comment} has them
 * @param shopper whose it is, or {@code null} when it is nobody's
 * @param place in the record where it comes from, or {@code null}
 * @param request of whoever opens it: the same again is the same ticket; up to 100 characters
 */
public record Opening(
    NewTicket ticket,
    TicketKind kind,
    String text,
    @Nullable String shopper,
    @Nullable Place place,
    String request) {

  /**
   * A place in the record.
   *
   * @param seq the last message when it was opened
   */
  public record Place(UUID conversation, long seq) {}

  public Opening {
    new TicketAct.Comment(text);
    if (request.isBlank() || request.length() > 100) {
      throw new IllegalArgumentException("a request has 1 to 100 characters");
    }
  }
}
