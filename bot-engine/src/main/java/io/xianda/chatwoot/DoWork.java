package io.xianda.chatwoot;

import io.xianda.chatwoot.ChatwootApi.Answer;
import io.xianda.chatwoot.ChatwootRows.Kind;
import io.xianda.chatwoot.ChatwootRows.Out;
import io.xianda.chatwoot.ChatwootRows.State;
import io.xianda.chatwoot.ChatwootRows.Talk;
import io.xianda.conversation.ConversationId;
import io.xianda.conversation.Conversations;
import io.xianda.photo.PhotoName;
import io.xianda.photo.Photos;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Does in Chatwoot what is to be done, one thing after another in each conversation. Each is marked
 * before Chatwoot is asked: after a crash between asking and hearing it is done again, since
 * Chatwoot knows no key by which it would notice. Giving a conversation to people is never given
 * up. No connection to the database is held while Chatwoot is asked. Thread-safe, for several
 * nodes.
 */
@Component
class DoWork {

  private static final Logger LOG = LoggerFactory.getLogger(DoWork.class);

  /** About half an hour; meanwhile what follows waits. */
  private static final int MOST_TRIES = 10;

  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  /** How long nobody else tries what was marked; longer than a call may take. */
  private static final Duration LEASE = Duration.ofMinutes(1);

  private final ChatwootRows rows;
  private final ChatwootApi api;
  private final Conversations conversations;
  private final Photos photos;
  private final TransactionTemplate inTransaction;
  private final Clock clock;

  DoWork(
      ChatwootRows rows,
      ChatwootApi api,
      Conversations conversations,
      Photos photos,
      PlatformTransactionManager transactions,
      Clock clock) {
    this.rows = rows;
    this.api = api;
    this.conversations = conversations;
    this.photos = photos;
    this.inTransaction = new TransactionTemplate(transactions);
    this.clock = clock;
  }

  private record Next(Talk talk, Out out) {}

  /** Does what may be done in a conversation. */
  void work(ConversationId id) {
    boolean more = true;
    while (more) {
      Optional<Next> next = inTransaction.execute(_ -> rows.locked(id).flatMap(this::marked));
      more = next != null && next.isPresent() && done(next.get());
    }
  }

  private Optional<Next> marked(Talk talk) {
    Instant now = clock.instant();
    return rows.next(talk.conversation())
        // What waits, and what somebody else is about, keeps its place.
        .filter(out -> !out.nextAt().isAfter(now))
        .map(out -> {
          rows.move(out, State.SENDING, out.tries() + 1, now.plus(LEASE), null);
          return new Next(talk, out);
        });
  }

  private boolean done(Next next) {
    Out out = next.out();
    int tries = out.tries() + 1;
    Instant now = clock.instant();
    return switch (ask(next.talk().chat(), out)) {
      case Answer.Done done -> {
        inTransaction.executeWithoutResult(_ -> {
          rows.move(out, State.DONE, tries, now, null);
          if (out.kind() == Kind.OPEN) {
            rows.told(out.conversation(), true, now);
          }
        });
        yield true;
      }
      case Answer.Refused(int status) -> {
        undone(out, tries, now, status);
        yield true;
      }
      case Answer.Later(int status, Duration wait) -> {
        if (status == 401 || status == 403) {
          LOG.error("Chatwoot does not take the token of the agent bot: {}", status);
        }
        if (tries >= MOST_TRIES && out.kind() != Kind.OPEN) {
          undone(out, tries, now, status);
          yield true;
        }
        Duration pause = pause(tries);
        rows.move(
            out,
            State.WAITING,
            tries,
            now.plus(wait.compareTo(pause) > 0 ? wait : pause),
            "status " + status);
        yield false;
      }
    };
  }

  private Answer ask(long chat, Out out) {
    return switch (out.kind()) {
      case TEXT -> api.say(chat, out.body(), false);
      case NOTE -> api.say(chat, out.body(), true);
      case IMAGE ->
          photos
              .jpeg(new PhotoName(out.body()))
              .map(jpeg -> api.show(chat, jpeg))
              .orElseGet(() -> new Answer.Refused(0));
      case OPEN -> api.open(chat);
      case TEAM -> api.assign(chat, Long.parseLong(out.body()));
    };
  }

  private void undone(Out out, int tries, Instant now, int status) {
    LOG.warn("conversation {}: Chatwoot refuses with {}", out.conversation(), status);
    rows.move(out, State.UNDONE, tries, now, "status " + status);
    if (out.kind() == Kind.TEXT || out.kind() == Kind.IMAGE) {
      conversations.announce(
          out.conversation(), Phrases.of("undelivered", Integer.toString(status)));
    }
  }

  /** 2, 4, 8 … seconds and at most five minutes, a fifth more or less. */
  private static Duration pause(int tries) {
    Duration pause = Duration.ofSeconds(1L << Math.min(tries, 20));
    return Duration.ofMillis(
        Math.round(
            (pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause).toMillis()
                * ThreadLocalRandom.current().nextDouble(0.8, 1.2)));
  }
}
