package io.xianda.aftercare;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xianda.conversation.Conversation;
import io.xianda.conversation.ConversationId;
import io.xianda.conversation.Conversations;
import io.xianda.conversation.ShopperId;
import io.xianda.handoff.Priority;
import io.xianda.handoff.SkillGroup;
import io.xianda.identity.StaffRole;
import io.xianda.photo.PhotoLinks;
import io.xianda.ticket.ClaimedItem;
import io.xianda.ticket.NewTicket;
import io.xianda.ticket.Opening;
import io.xianda.ticket.RefundVerdict;
import io.xianda.ticket.Ticket;
import io.xianda.ticket.TicketAct;
import io.xianda.ticket.TicketActor;
import io.xianda.ticket.TicketFilter;
import io.xianda.ticket.TicketKind;
import io.xianda.ticket.TicketNumber;
import io.xianda.ticket.TicketState;
import io.xianda.ticket.Tickets;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * What the staff does with tickets. Every act names the version that was seen, so that a request
 * sent twice is done once.
 */
@RestController
@RequestMapping("/api/v1/desk/tickets")
@Tag(name = "tickets")
@SecurityRequirement(name = "staff")
class TicketDeskController {

  private static final int LONGEST_TIMELINE = 500;

  private final Tickets tickets;
  private final Aftercare aftercare;
  private final Conversations conversations;
  private final PhotoLinks links;

  TicketDeskController(
      Tickets tickets, Aftercare aftercare, Conversations conversations, PhotoLinks links) {
    this.tickets = tickets;
    this.aftercare = aftercare;
    this.conversations = conversations;
    this.links = links;
  }

  /**
   * Some tickets.
   *
   * @param next to be sent as {@code before} for the next ones, or {@code null}
   */
  record Page(List<ShownTicket.ForStaff> tickets, @Nullable String next) {}

  record ItemBody(
      @NotNull @Pattern(regexp = "[A-Za-z0-9._-]{1,64}") String item,
      @NotNull @Size(min = 1, max = 100) String name,
      @NotNull @Pattern(regexp = "[a-z0-9._-]{1,60}") String problem,
      @Nullable @DecimalMin("0.01") @Digits(integer = 6, fraction = 2) BigDecimal amount) {}

  /**
   * A ticket opened by hand.
   *
   * @param conversation that it comes from, or {@code null}
   * @param shopper whose it is, where there is no conversation; or {@code null}
   */
  record OpeningBody(
      @NotNull TicketKind kind,
      @NotNull @Size(max = 40) String group,
      @Nullable Priority priority,
      @NotNull @Size(min = 1, max = TicketAct.LONGEST) String text,
      @Nullable UUID conversation,
      @Nullable @Size(max = 64) String shopper,
      @Nullable @Pattern(regexp = "[A-Z]{2}\\d{6,20}") String order,
      @Nullable @Size(max = 20) List<@Valid @NotNull ItemBody> items) {}

  record Seen(@NotNull Long version) {}

  record Words(
      @NotNull Long version, @NotNull @Size(min = 1, max = TicketAct.LONGEST) String text) {}

  record Assignment(@NotNull Long version, @NotNull @Size(max = 40) String to) {}

  record Regrouping(@NotNull Long version, @NotNull @Size(max = 40) String group) {}

  record Reprioritising(@NotNull Long version, @NotNull Priority priority) {}

  /** What can be decided about money. */
  enum Verdict {
    /** The amount that the rules give. */
    APPROVE,
    /** Another amount. */
    ADJUST,
    REJECT
  }

  /**
   * A decision about money.
   *
   * @param item its identifier; may be left out when the ticket is about one item
   * @param amount in yuan, with {@code adjust} only
   * @param reason for the shopper, with {@code reject} only
   */
  record RefundBody(
      @NotNull Long version,
      @Nullable @Size(max = 64) String item,
      @NotNull Verdict verdict,
      @Nullable @DecimalMin("0.01") @Digits(integer = 6, fraction = 2) BigDecimal amount,
      @Nullable @Size(min = 1, max = 500) String reason) {}

  @GetMapping
  @Operation(summary = "Tickets, the newest first; without states those that are not finished")
  Page list(
      @RequestParam(required = false) @Nullable List<String> state,
      @RequestParam(required = false) @Nullable String group,
      @RequestParam(required = false) @Nullable String assignee,
      @RequestParam(required = false) @Nullable String kind,
      @RequestParam(required = false) @Nullable Instant dueBefore,
      @RequestParam(required = false) @Nullable String before,
      @RequestParam(defaultValue = "50") @Min(1) @Max(100) int limit) {
    TicketFilter filter =
        TicketProblemException.unlessValid(() ->
            new TicketFilter(
                states(state),
                group == null ? null : new SkillGroup(group),
                assignee == null ? null : new TicketAct.Assign(assignee).to(),
                kind == null ? null : TicketKind.valueOf(kind.toUpperCase(Locale.ROOT)),
                dueBefore,
                before == null ? null : new TicketNumber(before)));
    List<Ticket> page = tickets.list(filter, limit);
    return new Page(
        page.stream().map(ShownTicket.ForStaff::of).toList(),
        page.size() < limit ? null : page.getLast().number().value());
  }

  private static Set<TicketState> states(@Nullable List<String> words) {
    Set<TicketState> states = EnumSet.noneOf(TicketState.class);
    if (words == null || words.isEmpty()) {
      states.addAll(EnumSet.of(TicketState.OPEN, TicketState.IN_PROGRESS, TicketState.WAITING));
    } else {
      words.forEach(word -> states.add(TicketState.valueOf(word.toUpperCase(Locale.ROOT))));
    }
    return states;
  }

  @PostMapping
  @Operation(
      summary = "Open a ticket, from a conversation or without; the same key again is the same")
  ShownTicket.Detail open(
      @RequestHeader("Idempotency-Key") UUID key,
      @Valid @RequestBody OpeningBody body,
      JwtAuthenticationToken who) {
    Conversation from = conversation(body.conversation());
    return acted(() -> {
      String wanted = body.shopper();
      String shopper =
          from != null
              ? from.shopper().value()
              : wanted == null ? null : new ShopperId(wanted).value();
      List<ItemBody> items = body.items() == null ? List.of() : body.items();
      return aftercare.open(
          staff(who),
          new Opening(
              new NewTicket(
                  new SkillGroup(body.group()),
                  Objects.requireNonNullElse(body.priority(), Priority.NORMAL),
                  "by-hand",
                  body.order(),
                  items.stream()
                      .map(i -> new ClaimedItem(i.item(), i.name(), i.problem(), i.amount()))
                      .toList(),
                  List.of()),
              body.kind(),
              text(body.text()),
              shopper,
              from == null ? null : new Opening.Place(from.id().value(), from.lastSeq()),
              key.toString()));
    });
  }

  private @Nullable Conversation conversation(@Nullable UUID id) {
    return id == null
        ? null
        : conversations
            .find(new ConversationId(id))
            .orElseThrow(() -> new TicketProblemException(TicketProblem.INVALID));
  }

  @GetMapping("/{ticket}")
  @Operation(summary = "One ticket with all that happened to it")
  ShownTicket.Detail one(@PathVariable("ticket") String ticket) {
    return shown(
        tickets
            .find(OwnTicketsController.number(ticket))
            .orElseThrow(() -> new TicketProblemException(TicketProblem.UNKNOWN)));
  }

  @PostMapping("/{ticket}/take")
  @Operation(summary = "Whoever asks will do it")
  ShownTicket.Detail take(
      @PathVariable("ticket") String ticket,
      @Valid @RequestBody Seen body,
      JwtAuthenticationToken who) {
    return act(who, ticket, body.version(), TicketAct.Take::new);
  }

  @PostMapping("/{ticket}/assign")
  @Operation(summary = "Somebody else will do it")
  ShownTicket.Detail assign(
      @PathVariable("ticket") String ticket,
      @Valid @RequestBody Assignment body,
      JwtAuthenticationToken who) {
    return act(who, ticket, body.version(), () -> new TicketAct.Assign(body.to()));
  }

  @PostMapping("/{ticket}/group")
  @Operation(summary = "Another group has to see to it")
  ShownTicket.Detail regroup(
      @PathVariable("ticket") String ticket,
      @Valid @RequestBody Regrouping body,
      JwtAuthenticationToken who) {
    return act(
        who, ticket, body.version(), () -> new TicketAct.Regroup(new SkillGroup(body.group())));
  }

  @PostMapping("/{ticket}/priority")
  @Operation(summary = "It is to be done sooner, or need not be")
  ShownTicket.Detail reprioritise(
      @PathVariable("ticket") String ticket,
      @Valid @RequestBody Reprioritising body,
      JwtAuthenticationToken who) {
    return act(who, ticket, body.version(), () -> new TicketAct.Reprioritise(body.priority()));
  }

  @PostMapping("/{ticket}/start")
  @Operation(summary = "Begin to work on it")
  ShownTicket.Detail start(
      @PathVariable("ticket") String ticket,
      @Valid @RequestBody Seen body,
      JwtAuthenticationToken who) {
    return act(who, ticket, body.version(), TicketAct.Start::new);
  }

  @PostMapping("/{ticket}/ask")
  @Operation(summary = "Ask the shopper; the clock stands still until the answer")
  ShownTicket.Detail ask(
      @PathVariable("ticket") String ticket,
      @Valid @RequestBody Words body,
      JwtAuthenticationToken who) {
    return act(who, ticket, body.version(), () -> new TicketAct.Ask(text(body.text())));
  }

  @PostMapping("/{ticket}/say")
  @Operation(summary = "Tell the shopper something")
  ShownTicket.Detail say(
      @PathVariable("ticket") String ticket,
      @Valid @RequestBody Words body,
      JwtAuthenticationToken who) {
    return act(who, ticket, body.version(), () -> new TicketAct.Say(text(body.text())));
  }

  @PostMapping("/{ticket}/comment")
  @Operation(summary = "Note something for colleagues only")
  ShownTicket.Detail comment(
      @PathVariable("ticket") String ticket,
      @Valid @RequestBody Words body,
      JwtAuthenticationToken who) {
    return act(who, ticket, body.version(), () -> new TicketAct.Comment(text(body.text())));
  }

  @PostMapping("/{ticket}/resolve")
  @Operation(summary = "It is done; the words tell the shopper what came of it")
  ShownTicket.Detail resolve(
      @PathVariable("ticket") String ticket,
      @Valid @RequestBody Words body,
      JwtAuthenticationToken who) {
    return act(who, ticket, body.version(), () -> new TicketAct.Resolve(text(body.text())));
  }

  @PostMapping("/{ticket}/close")
  @Operation(summary = "What is resolved is over")
  ShownTicket.Detail close(
      @PathVariable("ticket") String ticket,
      @Valid @RequestBody Seen body,
      JwtAuthenticationToken who) {
    return act(who, ticket, body.version(), TicketAct.Close::new);
  }

  @PostMapping("/{ticket}/reopen")
  @Operation(summary = "Take a resolved or closed ticket up again")
  ShownTicket.Detail reopen(
      @PathVariable("ticket") String ticket,
      @Valid @RequestBody Words body,
      JwtAuthenticationToken who) {
    return act(who, ticket, body.version(), () -> new TicketAct.Reopen(text(body.text())));
  }

  @PostMapping("/{ticket}/refunds")
  @Operation(
      summary =
          "Decide about the money for an item: approve, adjust or reject. Done once; pending while"
              + " the merchant's system does not answer.")
  ShownTicket.Detail refund(
      @PathVariable("ticket") String ticket,
      @Valid @RequestBody RefundBody body,
      JwtAuthenticationToken who) {
    TicketNumber number = OwnTicketsController.number(ticket);
    RefundVerdict verdict = TicketProblemException.unlessValid(() -> verdict(body));
    aftercare.decide(staff(who), number, body.version(), body.item(), verdict);
    return one(ticket);
  }

  private static RefundVerdict verdict(RefundBody body) {
    BigDecimal amount = body.amount();
    String reason = body.reason();
    boolean fits =
        switch (body.verdict()) {
          case APPROVE -> amount == null && reason == null;
          case ADJUST -> amount != null && reason == null;
          case REJECT -> amount == null && reason != null;
        };
    if (!fits) {
      throw new IllegalArgumentException("amount goes with adjust, reason with reject");
    }
    return reason == null
        ? new RefundVerdict.Grant(amount)
        : new RefundVerdict.Reject(text(reason));
  }

  private ShownTicket.Detail act(
      JwtAuthenticationToken who, String ticket, long version, Supplier<TicketAct> act) {
    TicketNumber number = OwnTicketsController.number(ticket);
    TicketAct valid = TicketProblemException.unlessValid(act);
    return acted(() -> aftercare.act(staff(who), number, version, valid));
  }

  private ShownTicket.Detail acted(Supplier<Ticket> act) {
    return shown(TicketProblemException.unlessValid(act));
  }

  private static String text(String text) {
    return OwnTicketsController.storable(text);
  }

  private static TicketActor.Staff staff(JwtAuthenticationToken who) {
    Set<String> roles = AuthorityUtils.authorityListToSet(who.getAuthorities());
    boolean supervisor =
        roles.contains(StaffRole.SUPERVISOR.word()) || roles.contains(StaffRole.ADMIN.word());
    return new TicketActor.Staff(
        Objects.requireNonNull(who.getToken().getSubject(), "a token names its account"),
        supervisor);
  }

  private ShownTicket.Detail shown(Ticket ticket) {
    return new ShownTicket.Detail(
        ShownTicket.ForStaff.of(ticket),
        ShownTicket.Photo.of(ticket.photos(), links),
        tickets.timeline(ticket.number(), 0, false, LONGEST_TIMELINE).stream()
            .map(ShownTicket.Entry::forStaff)
            .toList(),
        tickets.refunds(ticket).stream().map(ShownTicket.Refund::of).toList());
  }
}
