package io.xianda.channel;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xianda.conversation.Author;
import io.xianda.conversation.Conversation;
import io.xianda.conversation.ConversationId;
import io.xianda.conversation.Conversations;
import io.xianda.conversation.ShopperId;
import io.xianda.desk.Desk;
import io.xianda.desk.Queues;
import io.xianda.live.LiveSockets;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What a shopper who waits for a person sees and may do. */
@RestController
@RequestMapping("/api/v1/conversations/{conversation}")
@Tag(name = "messages")
@SecurityRequirement(name = "shopper")
class QueueController {

  private final ShopperConversations shopperConversations;
  private final Conversations conversations;
  private final Queues queues;
  private final Desk desk;
  private final LiveSockets live;

  QueueController(
      ShopperConversations shopperConversations,
      Conversations conversations,
      Queues queues,
      Desk desk,
      LiveSockets live) {
    this.shopperConversations = shopperConversations;
    this.conversations = conversations;
    this.queues = queues;
    this.desk = desk;
    this.live = live;
  }

  /**
   * Where a conversation stands.
   *
   * @param position 1 is the next; {@code null} when it does not wait
   * @param waitSeconds about how long it will take; {@code null} when nobody can tell
   * @param offered whether an agent is being asked
   */
  record Waiting(
      String state, @Nullable Integer position, @Nullable Long waitSeconds, boolean offered) {}

  /** What a shopper wants instead of waiting. */
  enum Instead {
    BOT,
    TICKET,
    NOTHING
  }

  record Leave(@NotNull Instead instead) {}

  record ReadUpTo(@NotNull @Min(0) Long seq) {}

  @GetMapping("/queue")
  @Operation(summary = "The place in the queue and the expected wait")
  Waiting place(@PathVariable UUID conversation, @AuthenticationPrincipal Jwt token) {
    return waiting(own(conversation, token).id());
  }

  @PostMapping("/queue/leave")
  @Operation(
      summary =
          "Stop waiting: talk to the bot again, have it done later as a ticket, or end the conversation."
              + " Changes nothing when an agent has come meanwhile.")
  Waiting leave(
      @PathVariable UUID conversation,
      @Valid @RequestBody Leave wanted,
      @AuthenticationPrincipal Jwt token) {
    ConversationId id = own(conversation, token).id();
    switch (wanted.instead()) {
      case BOT -> desk.backToBot(id);
      case TICKET -> desk.laterAsTicket(id);
      case NOTHING -> desk.giveUp(id);
    }
    return waiting(id);
  }

  @PostMapping("/read")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "The shopper has read up to this message")
  void read(
      @PathVariable UUID conversation,
      @Valid @RequestBody ReadUpTo read,
      @AuthenticationPrincipal Jwt token) {
    ConversationId id = own(conversation, token).id();
    conversations.read(id, Author.SHOPPER, read.seq());
    live.read(id, Author.SHOPPER, read.seq());
  }

  private Conversation own(UUID conversation, Jwt token) {
    return shopperConversations.of(new ShopperId(token.getSubject()), conversation);
  }

  private Waiting waiting(ConversationId id) {
    String state = conversations.find(id).orElseThrow().state().name().toLowerCase(Locale.ROOT);
    return queues
        .place(id)
        .map(place ->
            new Waiting(state, place.position(), seconds(place.expected()), place.offered()))
        .orElseGet(() -> new Waiting(state, null, null, false));
  }

  private static @Nullable Long seconds(@Nullable Duration wait) {
    return wait == null ? null : wait.toSeconds();
  }
}
