package io.xianda.aftercare;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xianda.conversation.ShopperId;
import io.xianda.photo.PhotoLinks;
import io.xianda.photo.PhotoName;
import io.xianda.photo.Photos;
import io.xianda.ticket.Ticket;
import io.xianda.ticket.TicketAct;
import io.xianda.ticket.TicketNumber;
import io.xianda.ticket.Tickets;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A shopper's own tickets; to others they do not exist. */
@RestController
@RequestMapping("/api/v1/tickets")
@Tag(name = "tickets")
@SecurityRequirement(name = "shopper")
class OwnTicketsController {

  /** The most entries of a timeline that are shown. */
  private static final int LONGEST_TIMELINE = 500;

  private final Tickets tickets;
  private final Aftercare aftercare;
  private final Photos photos;
  private final PhotoLinks links;

  OwnTicketsController(Tickets tickets, Aftercare aftercare, Photos photos, PhotoLinks links) {
    this.tickets = tickets;
    this.aftercare = aftercare;
    this.photos = photos;
    this.links = links;
  }

  /**
   * Some tickets.
   *
   * @param next to be sent as {@code before} for the next ones, or {@code null}
   */
  record Page(List<ShownTicket.ForShopper> tickets, @Nullable String next) {}

  record Addition(
      @NotNull @Pattern(regexp = "[A-Za-z0-9_-]{1,64}") String clientMessageId,
      @Nullable @Size(max = TicketAct.LONGEST) String text,
      @Nullable @Size(max = TicketAct.MOST_PHOTOS) List<@NotNull String> photos) {}

  @GetMapping
  @Operation(summary = "The shopper's own tickets, the newest first")
  Page list(
      @RequestParam(required = false) @Nullable String before,
      @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit,
      @AuthenticationPrincipal Jwt token) {
    TicketNumber last = before == null ? null : number(before);
    List<Ticket> page = tickets.ofShopper(token.getSubject(), last, limit);
    return new Page(
        page.stream().map(ShownTicket.ForShopper::of).toList(),
        page.size() < limit ? null : page.getLast().number().value());
  }

  @GetMapping("/{ticket}")
  @Operation(summary = "One own ticket and what happened to it")
  ShownTicket.OwnDetail one(
      @PathVariable("ticket") String ticket, @AuthenticationPrincipal Jwt token) {
    return shown(own(ticket, token));
  }

  @PostMapping("/{ticket}/additions")
  @Operation(
      summary =
          "Add words or pictures to an own ticket that is not closed. The same client message id again changes nothing.")
  ShownTicket.OwnDetail add(
      @PathVariable("ticket") String ticket,
      @Valid @RequestBody Addition wanted,
      @AuthenticationPrincipal Jwt token) {
    Ticket own = own(ticket, token);
    var shopper = new ShopperId(token.getSubject());
    List<String> names = wanted.photos() == null ? List.of() : wanted.photos();
    names.forEach(name -> requireOwn(shopper, name));
    String text = wanted.text() == null ? "" : wanted.text();
    TicketAct.Add addition =
        TicketProblemException.unlessValid(() -> new TicketAct.Add(storable(text), names));
    return shown(aftercare.add(shopper, own.number(), wanted.clientMessageId(), addition));
  }

  private void requireOwn(ShopperId shopper, String name) {
    try {
      if (photos.isOf(shopper, new PhotoName(name))) {
        return;
      }
    } catch (IllegalArgumentException e) {
      throw new TicketProblemException(TicketProblem.UNKNOWN_PHOTO);
    }
    throw new TicketProblemException(TicketProblem.UNKNOWN_PHOTO);
  }

  /** Half of a surrogate pair has no UTF-8. */
  static String storable(String text) {
    if (text.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
      throw new TicketProblemException(TicketProblem.INVALID);
    }
    return text;
  }

  private Ticket own(String ticket, Jwt token) {
    return tickets
        .find(number(ticket))
        .filter(found -> token.getSubject().equals(found.shopper()))
        .orElseThrow(() -> new TicketProblemException(TicketProblem.UNKNOWN));
  }

  /** What is no number is an unknown ticket to whoever asks. */
  static TicketNumber number(String text) {
    try {
      return new TicketNumber(text);
    } catch (IllegalArgumentException e) {
      throw new TicketProblemException(TicketProblem.UNKNOWN);
    }
  }

  private ShownTicket.OwnDetail shown(Ticket ticket) {
    return new ShownTicket.OwnDetail(
        ShownTicket.ForShopper.of(ticket),
        ShownTicket.Photo.of(ticket.photos(), links),
        tickets.timeline(ticket.number(), 0, true, LONGEST_TIMELINE).stream()
            .map(ShownTicket.Entry::forShopper)
            .toList());
  }
}
