package io.xianda.workplace;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xianda.conversation.ClientMessageId;
import io.xianda.conversation.Conversation;
import io.xianda.conversation.ConversationId;
import io.xianda.conversation.ConversationOutcome;
import io.xianda.conversation.Conversations;
import io.xianda.conversation.Received;
import io.xianda.desk.AgentId;
import io.xianda.desk.Desk;
import io.xianda.desk.Whisper;
import io.xianda.handoff.Briefing;
import io.xianda.handoff.SkillGroup;
import io.xianda.live.ShownMessage;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** All that an agent does with one conversation. */
@RestController
@RequestMapping("/api/v1/desk/conversations/{conversation}")
@Tag(name = "desk")
@SecurityRequirement(name = "staff")
class ServeController {

  private final Sight sight;
  private final Desk desk;
  private final Conversations conversations;
  private final AgentParts agentParts;
  private final ShowCases show;

  ServeController(
      Sight sight, Desk desk, Conversations conversations, AgentParts agentParts, ShowCases show) {
    this.sight = sight;
    this.desk = desk;
    this.conversations = conversations;
    this.agentParts = agentParts;
    this.show = show;
  }

  /**
   * A conversation as it stands.
   *
   * @param open in whose hands it is, or {@code null} when in nobody's
   * @param note of the last transfer, or {@code null}
   * @param briefing what the bot knew, or {@code null}
   * @param outcome what came of it, or {@code null} while it is open
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Shown(
      String conversation,
      String shopper,
      String channel,
      String state,
      long lastSeq,
      @Nullable ShownCase open,
      @Nullable String note,
      @Nullable Briefing briefing,
      @Nullable String outcome) {}

  record Page(List<ShownMessage> messages) {}

  record ShownWhisper(long number, long afterSeq, String by, Instant at, String text) {

    static ShownWhisper of(Whisper whisper) {
      return new ShownWhisper(
          whisper.number(), whisper.afterSeq(), whisper.by().value(), whisper.at(), whisper.text());
    }
  }

  record Whispers(List<ShownWhisper> whispers) {}

  /**
   * What an agent writes; at least one of the four.
   *
   * @param photos names of uploaded pictures
   * @param link to a page of the mini-program
   * @param order number of one of the shopper's orders, shown as a card
   */
  record NewMessage(
      @NotNull @Pattern(regexp = "[A-Za-z0-9_-]{1,64}") String clientMessageId,
      @Nullable @Size(max = 2000) String text,
      @Nullable @Size(max = 9) List<@NotNull @Size(max = 120) String> photos,
      @Nullable @Valid Link link,
      @Nullable @Size(max = 40) String order) {}

  record Link(
      @NotBlank @Size(max = 60) String title,
      @NotNull @Size(max = 200) @Pattern(regexp = "/[A-Za-z0-9/_?=&.%-]*") String page) {}

  record NewWhisper(
      @NotNull @Pattern(regexp = "[A-Za-z0-9_-]{1,64}") String clientMessageId,
      @NotBlank @Size(max = 2000) String text) {}

  record Said(ShownMessage message, boolean repeated) {}

  record ReadUpTo(@NotNull @Min(0) Long seq) {}

  /** Exactly one of group and agent. */
  record Transfer(
      @Nullable @Size(max = 40) String group,
      @Nullable @Size(max = 40) String agent,
      @Nullable @Size(max = 500) String note) {}

  record Invitation(@NotBlank @Size(max = 40) String agent) {}

  /** What an agent says came of it. */
  enum Came {
    RESOLVED,
    UNRESOLVED,
    TICKET;

    ConversationOutcome outcome() {
      return switch (this) {
        case RESOLVED -> ConversationOutcome.AGENT_RESOLVED;
        case UNRESOLVED -> ConversationOutcome.AGENT_UNRESOLVED;
        case TICKET -> ConversationOutcome.TICKET;
      };
    }
  }

  record Close(@NotNull Came outcome, @NotBlank @Size(max = 60) String category) {}

  @GetMapping
  @Operation(summary = "The conversation, in whose hands it is, and what the bot knew")
  Shown one(@PathVariable UUID conversation, JwtAuthenticationToken who) {
    return shown(sight.of(Me.of(who), conversation));
  }

  @GetMapping("/messages")
  @Operation(summary = "The messages after a place, in their order")
  Page messages(
      @PathVariable UUID conversation,
      @RequestParam(defaultValue = "0") @Min(0) long after,
      @RequestParam(defaultValue = "100") @Min(1) @Max(200) int limit,
      JwtAuthenticationToken who) {
    Conversation seen = sight.of(Me.of(who), conversation);
    return new Page(
        conversations.after(seen.id(), after, limit).stream().map(ShownMessage::of).toList());
  }

  @PostMapping("/messages")
  @Operation(summary = "Write to the shopper; the same client message id again changes nothing")
  Said say(
      @PathVariable UUID conversation,
      @Valid @RequestBody NewMessage message,
      JwtAuthenticationToken who) {
    Me me = Me.of(who);
    Conversation seen = sight.of(me, conversation);
    Received received =
        desk.say(
            me.agent(),
            seen.id(),
            new ClientMessageId(message.clientMessageId()),
            agentParts.of(seen.shopper(), message));
    return new Said(ShownMessage.of(received.message()), received.repeated());
  }

  @GetMapping("/whispers")
  @Operation(summary = "What colleagues said among themselves, after a number")
  Whispers whispers(
      @PathVariable UUID conversation,
      @RequestParam(defaultValue = "0") @Min(0) long after,
      @RequestParam(defaultValue = "100") @Min(1) @Max(200) int limit,
      JwtAuthenticationToken who) {
    Conversation seen = sight.of(Me.of(who), conversation);
    return new Whispers(
        desk.whispers(seen.id(), after, limit).stream().map(ShownWhisper::of).toList());
  }

  @PostMapping("/whispers")
  @Operation(summary = "Write to colleagues only; supervisors may everywhere")
  ShownWhisper whisper(
      @PathVariable UUID conversation,
      @Valid @RequestBody NewWhisper whisper,
      JwtAuthenticationToken who) {
    Me me = Me.of(who);
    return ShownWhisper.of(
        desk.whisper(
            me.agent(),
            sight.of(me, conversation).id(),
            new ClientMessageId(whisper.clientMessageId()),
            whisper.text(),
            me.seesAll()));
  }

  @PostMapping("/accept")
  @Operation(summary = "Accept what was offered, a transfer too")
  Shown accept(@PathVariable UUID conversation, JwtAuthenticationToken who) {
    return after(who, conversation, desk::accept);
  }

  @PostMapping("/decline")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Let an offer pass; the next agent is asked")
  void decline(@PathVariable UUID conversation, JwtAuthenticationToken who) {
    Me me = Me.of(who);
    desk.decline(me.agent(), sight.of(me, conversation).id());
  }

  @PostMapping("/take")
  @Operation(summary = "Take it out of the queue by hand")
  Shown take(@PathVariable UUID conversation, JwtAuthenticationToken who) {
    return after(who, conversation, desk::take);
  }

  @PostMapping("/read")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "The agent has read up to this message")
  void read(
      @PathVariable UUID conversation,
      @Valid @RequestBody ReadUpTo read,
      JwtAuthenticationToken who) {
    Me me = Me.of(who);
    desk.read(me.agent(), sight.of(me, conversation).id(), read.seq());
  }

  @PostMapping("/transfer")
  @Operation(
      summary =
          "Ask a colleague or a group to go on; until somebody accepts, the agent serves, and when nobody does, goes on")
  Shown transfer(
      @PathVariable UUID conversation,
      @Valid @RequestBody Transfer transfer,
      JwtAuthenticationToken who) {
    String group = transfer.group();
    String agent = transfer.agent();
    return after(
        who,
        conversation,
        (me, id) ->
            Reading.orInvalid(() -> {
              desk.transfer(
                  me,
                  id,
                  group == null ? null : new SkillGroup(group),
                  agent == null ? null : new AgentId(agent),
                  transfer.note());
              return id;
            }));
  }

  @PostMapping("/keep")
  @Operation(summary = "Call a transfer off that nobody has accepted yet")
  Shown keep(@PathVariable UUID conversation, JwtAuthenticationToken who) {
    return after(who, conversation, desk::keep);
  }

  @PostMapping("/guests")
  @Operation(summary = "Invite a colleague, who reads and writes along")
  Shown invite(
      @PathVariable UUID conversation,
      @Valid @RequestBody Invitation invitation,
      JwtAuthenticationToken who) {
    AgentId guest = Reading.orInvalid(() -> new AgentId(invitation.agent()));
    return after(who, conversation, (me, id) -> desk.invite(me, id, guest));
  }

  @DeleteMapping("/guests/{agent}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "A guest goes, or is asked to")
  void dismiss(
      @PathVariable UUID conversation, @PathVariable String agent, JwtAuthenticationToken who) {
    Me me = Me.of(who);
    AgentId guest = Reading.orInvalid(() -> new AgentId(agent));
    desk.dismiss(me.agent(), sight.of(me, conversation).id(), guest);
  }

  @PostMapping("/close")
  @Operation(summary = "End the conversation, with what came of it and what it was about")
  Shown close(
      @PathVariable UUID conversation,
      @Valid @RequestBody Close close,
      JwtAuthenticationToken who) {
    return after(
        who,
        conversation,
        (me, id) -> desk.close(me, id, close.outcome().outcome(), close.category()));
  }

  @PostMapping("/hand-back")
  @Operation(summary = "Give the conversation back to the bot")
  Shown handBack(@PathVariable UUID conversation, JwtAuthenticationToken who) {
    return after(who, conversation, desk::handBack);
  }

  @PostMapping("/reopen")
  @Operation(summary = "Take up again what the same agent has ended within a day")
  Shown reopen(@PathVariable UUID conversation, JwtAuthenticationToken who) {
    return after(who, conversation, desk::reopen);
  }

  @PostMapping("/assign")
  @Operation(summary = "A supervisor gives it to somebody, wherever it is; also takes it over")
  Shown assign(
      @PathVariable UUID conversation,
      @Valid @RequestBody Invitation to,
      JwtAuthenticationToken who) {
    AgentId agent = Reading.orInvalid(() -> new AgentId(to.agent()));
    return after(who, conversation, (me, id) -> desk.assign(agent, id));
  }

  private interface Act {

    void by(AgentId me, ConversationId id);
  }

  private Shown after(JwtAuthenticationToken who, UUID conversation, Act act) {
    Me me = Me.of(who);
    ConversationId id = sight.of(me, conversation).id();
    act.by(me.agent(), id);
    return shown(conversations.find(id).orElseThrow());
  }

  private Shown shown(Conversation conversation) {
    ConversationId id = conversation.id();
    Optional<Desk.Hands> hands = desk.hands(id);
    return new Shown(
        id.toString(),
        conversation.shopper().value(),
        conversation.channel().name().toLowerCase(Locale.ROOT),
        conversation.state().name().toLowerCase(Locale.ROOT),
        conversation.lastSeq(),
        hands.map(in -> show.of(List.of(in.open()))).stream()
            .flatMap(List::stream)
            .findFirst()
            .orElse(null),
        hands.map(Desk.Hands::note).orElse(null),
        conversations.briefing(id).orElse(null),
        conversations.outcome(id).map(ConversationOutcome::word).orElse(null));
  }
}
