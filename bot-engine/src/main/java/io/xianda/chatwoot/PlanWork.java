package io.xianda.chatwoot;

import io.xianda.channel.Numbered;
import io.xianda.chatwoot.ChatwootRows.Kind;
import io.xianda.chatwoot.ChatwootRows.Talk;
import io.xianda.conversation.Conversation;
import io.xianda.conversation.ConversationId;
import io.xianda.conversation.ConversationState;
import io.xianda.conversation.Conversations;
import io.xianda.conversation.Message;
import io.xianda.conversation.Part;
import io.xianda.handoff.Briefing;
import io.xianda.handoff.Handoff;
import io.xianda.handoff.Priority;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes what the record says after the last place taken, and makes of it what is to be done in
 * Chatwoot: in one transaction with the place, so that a crash neither loses nor doubles anything.
 * When the bot hands over, people get the briefing as a private note before the conversation is
 * theirs. Thread-safe, for several nodes.
 */
@Component
class PlanWork {

  private static final int PAGE = 100;

  private static final Numbered.Style STYLE =
      new Numbered.Style() {
        @Override
        public String plain(String text) {
          // Chatwoot shows Markdown; a stroke more is better than a link that is none of ours.
          return text.replace("[", "［").replace("]", "］");
        }

        @Override
        public String link(Part.Link link) {
          return plain(link.title()) + " " + link.page();
        }

        @Override
        public String choose(String numbers) {
          return Phrases.of("choose", numbers);
        }
      };

  private final ChatwootSettings settings;
  private final ChatwootRows rows;
  private final Conversations conversations;
  private final TransactionTemplate inTransaction;
  private final Clock clock;

  PlanWork(
      ChatwootSettings settings,
      ChatwootRows rows,
      Conversations conversations,
      PlatformTransactionManager transactions,
      Clock clock) {
    this.settings = settings;
    this.rows = rows;
    this.conversations = conversations;
    this.inTransaction = new TransactionTemplate(transactions);
    this.clock = clock;
  }

  void plan(ConversationId id) {
    inTransaction.executeWithoutResult(_ -> rows.locked(id).ifPresent(this::plan));
  }

  private void plan(Talk talk) {
    ConversationId id = talk.conversation();
    List<Message> said = conversations.after(id, talk.taken(), PAGE);
    Instant now = clock.instant();
    if (!said.isEmpty()) {
      List<String> options = talk.options();
      for (Message message : said) {
        switch (message.author()) {
          case SHOPPER -> options = List.of();
          case BOT -> {
            Numbered shown = Numbered.of(message.parts(), STYLE);
            options = shown.options().isEmpty() ? options : shown.options();
            for (Numbered.Piece piece : shown.pieces()) {
              switch (piece) {
                case Numbered.Piece.Words(String text) -> rows.add(id, Kind.TEXT, text, now);
                case Numbered.Piece.Picture(String name) -> rows.add(id, Kind.IMAGE, name, now);
              }
            }
          }
          case AGENT, SYSTEM -> {
            // People write in Chatwoot, and what we tell agents stands in our own record.
          }
        }
      }
      rows.taken(id, said.getLast().seq(), options);
    }
    Optional<Conversation> ours = conversations.find(id);
    if (!talk.handed()
        && ours.map(Conversation::state).filter(ConversationState.SERVED::equals).isPresent()) {
      handOver(id, now);
    }
  }

  private void handOver(ConversationId id, Instant now) {
    Optional<Handoff> handoff = conversations.handoff(id);
    rows.add(id, Kind.NOTE, note(handoff, conversations.briefing(id)), now);
    // The team first: what it may see at once it need not look for.
    handoff
        .flatMap(wanted -> settings.team(wanted.group()))
        .ifPresent(team -> rows.add(id, Kind.TEAM, Long.toString(team), now));
    rows.add(id, Kind.OPEN, "", now);
    rows.handed(id, true);
  }

  private static String note(Optional<Handoff> handoff, Optional<Briefing> briefing) {
    List<String> lines = new ArrayList<>();
    lines.add(Phrases.of("note.title"));
    handoff.ifPresent(wanted -> {
      if (wanted.priority() == Priority.URGENT) {
        lines.add(Phrases.of("note.urgent"));
      }
      lines.add(Phrases.of("note.group", wanted.group()));
      lines.add(Phrases.of("note.reason", wanted.reason()));
    });
    briefing.ifPresent(known -> {
      lines.addAll(known.summary());
      if (!known.intent().isEmpty()) {
        lines.add(Phrases.of("note.intent", known.intent()));
      }
      String order = known.order();
      if (order != null) {
        lines.add(Phrases.of("note.order", order));
      }
      if (!known.known().isEmpty()) {
        lines.add(Phrases.of("note.known", String.join("；", known.known())));
      }
    });
    return String.join("\n", lines);
  }
}
