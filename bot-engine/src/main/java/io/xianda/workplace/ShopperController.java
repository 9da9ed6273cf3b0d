package io.xianda.workplace;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xianda.conversation.ClientMessageId;
import io.xianda.conversation.Conversation;
import io.xianda.conversation.ConversationId;
import io.xianda.conversation.ConversationOutcome;
import io.xianda.conversation.ShopperId;
import io.xianda.crm.Crm;
import io.xianda.crm.CrmAnswer;
import io.xianda.desk.AgentId;
import io.xianda.desk.PastConversation;
import io.xianda.desk.PastConversations;
import io.xianda.shopper.BlockedShoppers;
import io.xianda.shopper.ShopperNote;
import io.xianda.shopper.ShopperNotes;
import io.xianda.shopper.ShopperTags;
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
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * The shopper beside the conversation. What belongs to the shopper and not to this conversation
 * alone is for whoever serves it now, and for supervisors.
 */
@RestController
@RequestMapping("/api/v1/desk/conversations/{conversation}")
@Tag(name = "desk")
@SecurityRequirement(name = "staff")
class ShopperController {

  private static final int NOTES = 50;
  private static final int PAST = 10;

  private final Sight sight;
  private final OrdersBeside orders;
  private final Unmask unmask;
  private final PastConversations past;
  private final ShopperNotes notes;
  private final ShopperTags tags;
  private final SearchHistory history;
  private final Crm crm;
  private final BlockedShoppers blocked;

  ShopperController(
      Sight sight,
      OrdersBeside orders,
      Unmask unmask,
      PastConversations past,
      ShopperNotes notes,
      ShopperTags tags,
      SearchHistory history,
      Crm crm,
      BlockedShoppers blocked) {
    this.sight = sight;
    this.orders = orders;
    this.unmask = unmask;
    this.past = past;
    this.notes = notes;
    this.tags = tags;
    this.history = history;
    this.crm = crm;
    this.blocked = blocked;
  }

  /**
   * All that is known.
   *
   * @param channels where the shopper was seen
   * @param notes the newest first
   * @param earlier the newest ten other conversations
   */
  record Card(
      String shopper,
      boolean guest,
      boolean blocked,
      List<String> channels,
      OrdersBeside.Orders merchant,
      List<ShownNote> notes,
      List<String> tags,
      Earlier earlier) {}

  record ShownNote(long number, String by, Instant at, String text) {

    static ShownNote of(ShopperNote note) {
      return new ShownNote(note.number(), note.by().value(), note.at(), note.text());
    }
  }

  /**
   * A page of conversations.
   *
   * @param next what to ask for next, or {@code null} at the end
   */
  record Earlier(List<ShownPast> conversations, @Nullable String next) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ShownPast(
      String conversation,
      String channel,
      Instant openedAt,
      @Nullable Instant closedAt,
      @Nullable String outcome,
      @Nullable String category,
      @Nullable String agent) {

    static ShownPast of(PastConversation past) {
      ConversationOutcome outcome = past.outcome();
      AgentId agent = past.agent();
      return new ShownPast(
          past.id().toString(),
          past.channel().name().toLowerCase(Locale.ROOT),
          past.openedAt(),
          past.closedAt(),
          outcome == null ? null : outcome.word(),
          past.category(),
          agent == null ? null : agent.value());
    }
  }

  record Masks(@NotBlank @Size(max = 40) String order, Unmask.@NotNull Field field) {}

  record Shown(String value) {}

  record NewNote(
      @NotNull @Pattern(regexp = "[A-Za-z0-9_-]{1,64}") String clientMessageId,
      @NotBlank @Size(max = 1000) String text) {}

  record Tags(@NotNull @Size(max = 20) List<@NotBlank @Size(max = 20) String> tags) {}

  record Found(List<SearchHistory.Place> places) {}

  /**
   * What the CRM knows.
   *
   * @param state {@code none} where there is no CRM, {@code known}, {@code unknown}, or {@code
   *     away} where it does not answer
   * @param link where more of it stands, or {@code null}
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record InCrm(String state, List<CrmAnswer.Field> fields, CrmAnswer.@Nullable Link link) {

    static InCrm of(CrmAnswer answer) {
      return switch (answer) {
        case CrmAnswer.None none -> new InCrm("none", List.of(), null);
        case CrmAnswer.Known known -> new InCrm("known", known.fields(), known.link());
        case CrmAnswer.Unknown unknown -> new InCrm("unknown", List.of(), null);
        case CrmAnswer.Away away -> new InCrm("away", List.of(), null);
      };
    }
  }

  record Block(@NotBlank @Size(max = 200) String reason) {}

  @GetMapping("/shopper")
  @Operation(summary = "The shopper: channels, live orders, notes, tags, earlier conversations")
  Card card(@PathVariable UUID conversation, JwtAuthenticationToken who) {
    Conversation seen = sight.ofShopper(Me.of(who), conversation);
    ShopperId shopper = seen.shopper();
    return new Card(
        shopper.value(),
        shopper.isGuest(),
        blocked.is(shopper),
        past.channels(shopper).stream()
            .map(channel -> channel.name().toLowerCase(Locale.ROOT))
            .toList(),
        orders.of(shopper),
        notes.of(shopper, NOTES).stream().map(ShownNote::of).toList(),
        tags.of(shopper),
        earlier(seen, null, PAST));
  }

  @GetMapping("/shopper/crm")
  @Operation(
      summary = "What the shop's CRM knows of the shopper; asked for apart, since it may take long")
  InCrm inCrm(@PathVariable UUID conversation, JwtAuthenticationToken who) {
    return InCrm.of(crm.of(sight.ofShopper(Me.of(who), conversation).shopper()));
  }

  @GetMapping("/shopper/conversations")
  @Operation(summary = "The shopper's other conversations, the newest first")
  Earlier conversations(
      @PathVariable UUID conversation,
      @RequestParam(required = false) @Nullable UUID before,
      @RequestParam(defaultValue = "10") @Min(1) @Max(50) int limit,
      JwtAuthenticationToken who) {
    return earlier(
        sight.ofShopper(Me.of(who), conversation),
        before == null ? null : new ConversationId(before),
        limit);
  }

  private Earlier earlier(Conversation seen, @Nullable ConversationId before, int limit) {
    List<PastConversation> page = past.of(seen.shopper(), seen.id(), before, limit);
    return new Earlier(
        page.stream().map(ShownPast::of).toList(),
        page.size() < limit ? null : page.getLast().id().toString());
  }

  @PostMapping("/shopper/unmask")
  @Operation(summary = "What is masked in an order; who asks stands in the audit log")
  Shown unmask(
      @PathVariable UUID conversation,
      @Valid @RequestBody Masks masks,
      JwtAuthenticationToken who) {
    Me me = Me.of(who);
    return new Shown(
        unmask.show(me, sight.ofShopper(me, conversation), masks.order(), masks.field()));
  }

  @PostMapping("/shopper/notes")
  @Operation(summary = "Write something down; the same client message id again changes nothing")
  ShownNote note(
      @PathVariable UUID conversation,
      @Valid @RequestBody NewNote note,
      JwtAuthenticationToken who) {
    Me me = Me.of(who);
    return ShownNote.of(
        notes.add(
            sight.ofShopper(me, conversation).shopper(),
            me.agent(),
            new ClientMessageId(note.clientMessageId()),
            note.text()));
  }

  @PutMapping("/shopper/tags")
  @Operation(summary = "The shopper has these tags and no others")
  Tags tag(
      @PathVariable UUID conversation,
      @Valid @RequestBody Tags wanted,
      JwtAuthenticationToken who) {
    ShopperId shopper = sight.ofShopper(Me.of(who), conversation).shopper();
    return Reading.orInvalid(() -> {
      tags.put(shopper, wanted.tags());
      return new Tags(tags.of(shopper));
    });
  }

  @PutMapping("/shopper/block")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Serve this shopper no more; what is said is stored still")
  void block(
      @PathVariable UUID conversation,
      @Valid @RequestBody Block block,
      JwtAuthenticationToken who) {
    Me me = Me.of(who);
    blocked.block(sight.ofShopper(me, conversation).shopper(), me.agent(), block.reason());
  }

  @DeleteMapping("/shopper/block")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Serve this shopper again")
  void unblock(@PathVariable UUID conversation, JwtAuthenticationToken who) {
    Me me = Me.of(who);
    blocked.unblock(sight.ofShopper(me, conversation).shopper(), me.agent());
  }

  @GetMapping("/history")
  @Operation(summary = "Where words stand in the shopper's last 500 messages of all conversations")
  Found history(
      @PathVariable UUID conversation,
      @RequestParam @NotBlank @Size(max = 60) String query,
      JwtAuthenticationToken who) {
    return new Found(history.of(sight.ofShopper(Me.of(who), conversation).shopper(), query));
  }
}
