package io.xianda.chatwoot;

import io.xianda.channel.Numbered;
import io.xianda.channel.TakeIn;
import io.xianda.chatwoot.ChatwootEvent.Said;
import io.xianda.chatwoot.ChatwootRows.Talk;
import io.xianda.conversation.Channel;
import io.xianda.conversation.ClientMessageId;
import io.xianda.conversation.Conversation;
import io.xianda.conversation.ConversationId;
import io.xianda.conversation.ConversationOutcome;
import io.xianda.conversation.ConversationState;
import io.xianda.conversation.Conversations;
import io.xianda.conversation.Part;
import io.xianda.conversation.ShopperId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes in what Chatwoot tells; when it returns, all of it is stored. Nothing here calls Chatwoot.
 * Who is to speak follows Chatwoot's status, unless what is told is older than what was told
 * before; what a contact says is stored while the bot is to speak, and is Chatwoot's alone
 * otherwise. A repeat finds the conversation of the first and changes nothing. Thread-safe.
 */
@Component
class TakeEvent {

  private final ChatwootSettings settings;
  private final ChatwootRows rows;
  private final Conversations conversations;
  private final TakeIn takeIn;
  private final TransactionTemplate inTransaction;
  private final Clock clock;

  TakeEvent(
      ChatwootSettings settings,
      ChatwootRows rows,
      Conversations conversations,
      TakeIn takeIn,
      PlatformTransactionManager transactions,
      Clock clock) {
    this.settings = settings;
    this.rows = rows;
    this.conversations = conversations;
    this.takeIn = takeIn;
    this.inTransaction = new TransactionTemplate(transactions);
    this.clock = clock;
  }

  /** Chatwoot's status. */
  private enum Status {
    PENDING,
    OPEN,
    RESOLVED;

    static @Nullable Status of(String word) {
      return switch (word) {
        case "pending" -> PENDING;
        // A person has put it off.
        case "open", "snoozed" -> OPEN;
        case "resolved" -> RESOLVED;
        default -> null;
      };
    }
  }

  /**
   * Where something was put.
   *
   * @param conversation ours
   */
  private record Placed(ConversationId conversation, ClientMessageId id, String text) {}

  /**
   * Takes in an event.
   *
   * @return the conversation in which something may have to be done
   */
  Optional<ConversationId> take(ChatwootEvent event) {
    Status status = Status.of(event.status());
    if (status == null) {
      return Optional.empty();
    }
    @Nullable Placed placed = inTransaction.execute(_ -> placed(event, status));
    if (placed == null) {
      return Optional.empty();
    }
    List<String> options = rows.talk(placed.conversation()).map(Talk::options).orElse(List.of());
    // A repeat too: what was stored before a crash may not have been answered.
    takeIn.message(
        placed.conversation(),
        placed.id(),
        List.of(new Part.Text(Numbered.meant(placed.text(), options))));
    return Optional.of(placed.conversation());
  }

  private @Nullable Placed placed(ChatwootEvent event, Status status) {
    Optional<ConversationId> known = rows.of(event.chat());
    known.ifPresent(id -> follow(id, status, event.statusAt()));
    Said said = event.message();
    if (said == null
        || status != Status.PENDING
        || (said.text().isBlank() && said.attachments() == 0)) {
      return null;
    }
    Instant now = clock.instant();
    Conversation open = takeIn.conversation(shopper(said, now), Channel.CHATWOOT);
    ConversationId at = open.id();
    if (rows.arrive(said.id(), at, now)) {
      rows.begin(at, event.chat(), event.statusAt());
      // A contact may go on in another of its conversations before the first is resolved.
      if (open.state() == ConversationState.SERVED && known.filter(at::equals).isEmpty()) {
        toBot(at);
      }
    } else {
      at = rows.arrived(said.id());
    }
    String text =
        said.attachments() == 0
            ? said.text()
            : (said.text() + "\n" + Phrases.of("attachment")).strip();
    return new Placed(at, new ClientMessageId("cw-" + said.id()), text);
  }

  private ShopperId shopper(Said said, Instant now) {
    String identifier = said.identifier();
    if (settings.verifiedContacts() && identifier != null) {
      try {
        ShopperId shopper = new ShopperId(identifier);
        if (!shopper.isGuest()) {
          return shopper;
        }
      } catch (IllegalArgumentException e) {
        // Not an id of ours: a guest.
      }
    }
    return rows.shopper(said.contact(), now);
  }

  private void follow(ConversationId id, Status status, @Nullable Instant at) {
    // The conversation's row first, as everywhere.
    Optional<Conversation> ours = conversations.locked(id);
    Optional<Talk> talk = rows.locked(id);
    if (ours.isEmpty() || talk.isEmpty() || isOld(talk.get(), at)) {
      return;
    }
    ConversationState state = ours.get().state();
    // What was so before we handed over, or may have been, is no wish to have it back.
    boolean back = talk.get().opened() && at != null;
    rows.told(id, status == Status.OPEN || (talk.get().opened() && !back), at);
    switch (status) {
      case PENDING -> {
        if (state == ConversationState.SERVED && back) {
          toBot(id);
        }
      }
      case OPEN -> {
        if (state == ConversationState.BOT) {
          conversations.handTo(id, ConversationState.SERVED);
          rows.handed(id, true);
        }
      }
      case RESOLVED -> {
        if (state != ConversationState.CLOSED) {
          conversations.close(
              id,
              state == ConversationState.SERVED
                  ? ConversationOutcome.AGENT_RESOLVED
                  : ConversationOutcome.BOT_UNRESOLVED,
              null);
        }
      }
    }
  }

  private static boolean isOld(Talk talk, @Nullable Instant at) {
    Instant before = talk.statusAt();
    return before != null && at != null && at.isBefore(before);
  }

  private void toBot(ConversationId id) {
    conversations.handTo(id, ConversationState.BOT);
    rows.handed(id, false);
  }
}
