package io.xianda.channel;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xianda.conversation.ClientMessageId;
import io.xianda.conversation.Conversation;
import io.xianda.conversation.Conversations;
import io.xianda.conversation.Received;
import io.xianda.conversation.ShopperId;
import io.xianda.dialogue.AnswerMessage;
import io.xianda.live.ShownMessage;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
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

/** The REST way of messages: say something and get the answer, or read what was said. */
@RestController
@RequestMapping("/api/v1/conversations/{conversation}/messages")
@Tag(name = "messages")
@SecurityRequirement(name = "shopper")
class MessagesController {

  private final ShopperConversations shopperConversations;
  private final Conversations conversations;
  private final AnswerMessage answerMessage;

  MessagesController(
      ShopperConversations shopperConversations,
      Conversations conversations,
      AnswerMessage answerMessage) {
    this.shopperConversations = shopperConversations;
    this.conversations = conversations;
    this.answerMessage = answerMessage;
  }

  record NewMessage(
      @NotNull @Pattern(regexp = "[A-Za-z0-9_-]{1,64}") String clientMessageId,
      @Nullable String text,
      @Nullable @Size(max = 9) List<@NotNull String> photos) {}

  /**
   * What was said and what came of it.
   *
   * @param message the shopper's message as it stands in the record
   * @param replies the reply; none while a person serves the conversation
   * @param repeated whether this client message id was known already
   */
  record Said(ShownMessage message, List<ShownMessage> replies, String state, boolean repeated) {}

  record Page(List<ShownMessage> messages, String state) {}

  @PostMapping
  @Operation(
      summary =
          "Say something; returns when it is stored and answered. The same client message id again returns the same.")
  Said say(
      @PathVariable UUID conversation,
      @Valid @RequestBody NewMessage request,
      @AuthenticationPrincipal Jwt token) {
    var shopper = new ShopperId(token.getSubject());
    Conversation open = shopperConversations.writable(shopper, conversation);
    List<String> photos = request.photos();
    Received received =
        answerMessage.receive(
            open.id(),
            new ClientMessageId(request.clientMessageId()),
            shopperConversations.parts(
                shopper, request.text(), photos == null ? List.of() : photos),
            false);
    answerMessage.answer(open.id());
    return new Said(
        ShownMessage.of(received.message()),
        answerMessage.replyTo(open.id(), received.message()).map(ShownMessage::of).stream()
            .toList(),
        state(open),
        received.repeated());
  }

  @GetMapping
  @Operation(summary = "The messages after a place, in their order")
  Page after(
      @PathVariable UUID conversation,
      @RequestParam(defaultValue = "0") @Min(0) long after,
      @RequestParam(defaultValue = "100") @Min(1) @Max(200) int limit,
      @AuthenticationPrincipal Jwt token) {
    Conversation own = shopperConversations.of(new ShopperId(token.getSubject()), conversation);
    return new Page(
        conversations.after(own.id(), after, limit).stream().map(ShownMessage::of).toList(),
        state(own));
  }

  private String state(Conversation conversation) {
    return conversations
        .find(conversation.id())
        .orElse(conversation)
        .state()
        .name()
        .toLowerCase(Locale.ROOT);
  }
}
