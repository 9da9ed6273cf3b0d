package io.xianda.dialogue;

import io.xianda.conversation.BotTurn;
import io.xianda.conversation.ClientMessageId;
import io.xianda.conversation.Conversation;
import io.xianda.conversation.ConversationId;
import io.xianda.conversation.ConversationState;
import io.xianda.conversation.Conversations;
import io.xianda.conversation.Message;
import io.xianda.conversation.Part;
import io.xianda.conversation.Received;
import io.xianda.intent.IntentCatalog;
import io.xianda.order.Effects;
import io.xianda.order.TurnKey;
import io.xianda.shopper.Blocked;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/**
 * The way of a message, from the shopper's hand to the reply that stands in the record:
 *
 * <ol>
 *   <li><b>receive</b>: store it, once for each client message id; only then is it acknowledged
 *       ({@link #receive});
 *   <li><b>gather</b>: messages in quick succession are one turn, turns of a conversation come one
 *       after another ({@link GatherTurns});
 *   <li><b>understand, recall, decide, reply</b>: {@link Dialogue}, without the database;
 *   <li><b>say in context</b>: the answer of an entry may be put into other words, if the operators
 *       have set up a language model ({@link Wording});
 *   <li><b>record</b>: reply, memory, state and trace in one transaction, unless another service
 *       was faster ({@link #answer});
 *   <li><b>deliver</b>: to whoever looks; a crash before it loses nothing, because clients ask for
 *       what they have not seen, and {@link LeftUnanswered} takes up what a crash left without a
 *       reply; what was not answered reaches the gaps ({@link NoteMisses}).
 * </ol>
 *
 * <p>Thread-safe. No lock is held while a message is stored; while it is answered, only the one of
 * its conversation, and no connection to the database.
 */
@Service
public class AnswerMessage {

  private static final Logger LOG = LoggerFactory.getLogger(AnswerMessage.class);

  private final Conversations conversations;
  private final Dialogue dialogue;
  private final Delivery delivery;
  private final SayInContext inContext;
  private final List<HearOutcomes> hearers;
  private final Effects effects;
  private final Blocked blocked;
  private final Clock clock;
  private final ConversationLocks locks = new ConversationLocks();
  private final JsonMapper json = JsonMapper.shared();

  AnswerMessage(
      Conversations conversations,
      Dialogue dialogue,
      Delivery delivery,
      SayInContext inContext,
      List<HearOutcomes> hearers,
      Effects effects,
      Blocked blocked,
      Clock clock) {
    this.conversations = conversations;
    this.dialogue = dialogue;
    this.delivery = delivery;
    this.inContext = inContext;
    this.hearers = hearers;
    this.effects = effects;
    this.blocked = blocked;
    this.clock = clock;
  }

  /**
   * The same way for measurements: nobody looks on, answers are said word for word, and instead of
   * the gaps whoever measures hears what came of each turn, which the record does not show in full.
   */
  public static AnswerMessage measured(
      Conversations conversations, Dialogue dialogue, HearOutcomes outcomes, Clock clock) {
    // Nothing crashes here, hence no turn was begun before.
    return new AnswerMessage(
        conversations,
        dialogue,
        new Nobody(),
        new SayInContext(Wording.OFF, IntentCatalog.shipped()),
        List.of(outcomes),
        Effects.pretended(),
        shopper -> false,
        clock);
  }

  private static final class Nobody implements Delivery {

    @Override
    public void stored(ConversationId conversation, Message message) {}

    @Override
    public void typing(ConversationId conversation, boolean on) {}

    @Override
    public void state(ConversationId conversation, ConversationState state) {}
  }

  /**
   * Stores a shopper's message; when this returns, or the caller's transaction ends, it is on disk.
   *
   * @param gathered whether it may share a turn with its neighbours
   */
  public Received receive(
      ConversationId id, ClientMessageId clientId, List<Part> parts, boolean gathered) {
    Received received = conversations.receive(id, clientId, parts, gathered);
    if (!received.repeated()) {
      delivery.stored(id, received.message());
    }
    return received;
  }

  /**
   * Answers everything that waits in the conversation, turn by turn, and returns when it is
   * recorded.
   */
  public void answer(ConversationId id) {
    locks.holding(
        id,
        () -> {
          boolean more = true;
          while (more) {
            more = answerOneTurn(id);
          }
        });
  }

  /** The reply that deals with a message, once there is one. */
  public Optional<Message> replyTo(ConversationId id, Message message) {
    return conversations.replyTo(id, message.seq());
  }

  private boolean answerOneTurn(ConversationId id) {
    Conversation conversation = conversations.find(id).orElse(null);
    if (conversation == null || !botSpeaks(conversation.state())) {
      return false;
    }
    long from = conversation.answeredSeq();
    Optional<Effects.Begun> begun = effects.begun(id, from);
    List<Message> waiting = conversations.unanswered(id);
    List<Message> said =
        begun.map(before -> through(before.through(), waiting)).orElseGet(() -> oneTurn(waiting));
    if (said.isEmpty()) {
      return false;
    }
    delivery.typing(id, true);
    try {
      var turn =
          new Turn(
              conversation.shopper(),
              conversation.channel(),
              null,
              conversation.state(),
              conversation.memory(),
              said.stream().flatMap(message -> message.parts().stream()).toList(),
              begun.map(Effects.Begun::at).orElseGet(clock::instant),
              TurnKey.of(new TurnKey.Place(id, from, said.getLast().seq())));
      Outcome outcome = inContext.of(turn, respond(id, turn));
      Optional<Message> reply =
          conversations.record(
              id,
              new BotTurn(
                  from,
                  said.getLast().seq(),
                  outcome.reply().parts(),
                  outcome.reply().asks() == null ? null : outcome.reply().asks().word(),
                  outcome.memory(),
                  outcome.state(),
                  outcome.handoff(),
                  outcome.ticket(),
                  outcome.briefing(),
                  json.writeValueAsString(outcome.trace())));
      reply.ifPresent(message -> delivery.stored(id, message));
      if (reply.isPresent()) {
        tell(id, said.getLast().seq(), outcome, turn.now());
      }
      if (reply.isPresent() && outcome.state() != conversation.state()) {
        delivery.state(id, outcome.state());
      }
      return reply.isPresent();
    } finally {
      delivery.typing(id, false);
    }
  }

  private void tell(ConversationId id, long seq, Outcome outcome, Instant at) {
    hearers.forEach(hearer -> hearer.recorded(id, seq, outcome, at));
  }

  private Outcome respond(ConversationId id, Turn turn) {
    try {
      return blocked.is(turn.shopper()) ? dialogue.blocked(turn) : dialogue.respond(turn);
    } catch (RuntimeException e) {
      // Whatever it was, the shopper must not be left alone with it.
      LOG.error("conversation {}: the bot failed and hands over", id, e);
      return dialogue.failed(turn);
    }
  }

  private static boolean botSpeaks(ConversationState state) {
    return switch (state) {
      case BOT, QUEUED -> true;
      case SERVED, CLOSED -> false;
    };
  }

  /**
   * The turn that was begun before a crash, and in which something was done: it ends where it ended
   * then, whatever was said since.
   */
  private static List<Message> through(long last, List<Message> waiting) {
    return waiting.stream().filter(message -> message.seq() <= last).toList();
  }

  /**
   * The first turn among waiting messages: a run of gathered ones, or a single one that stands for
   * itself.
   */
  static List<Message> oneTurn(List<Message> waiting) {
    int end = 0;
    while (end < waiting.size() && waiting.get(end).gathered()) {
      end++;
    }
    return waiting.subList(0, Math.min(waiting.size(), Math.max(end, 1)));
  }
}
