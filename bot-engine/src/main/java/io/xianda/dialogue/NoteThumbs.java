package io.xianda.dialogue;

import io.xianda.conversation.ConversationId;
import io.xianda.conversation.Conversations;
import io.xianda.conversation.Message;
import io.xianda.gaps.CollectGaps;
import io.xianda.gaps.MissedQuestion;
import io.xianda.intent.Understand;
import io.xianda.intent.Understanding;
import io.xianda.knowledge.EntryId;
import java.time.Clock;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells the gaps which answers shoppers found useless. What a shopper takes back later stays there:
 * operators look at what was asked, not at who was content in the end. Never fails.
 */
@Component
public class NoteThumbs {

  private static final Logger LOG = LoggerFactory.getLogger(NoteThumbs.class);

  private final Conversations conversations;
  private final Understand understand;
  private final CollectGaps gaps;
  private final Clock clock;
  private final JsonMapper json = JsonMapper.shared();

  NoteThumbs(Conversations conversations, Understand understand, CollectGaps gaps, Clock clock) {
    this.conversations = conversations;
    this.understand = understand;
    this.gaps = gaps;
    this.clock = clock;
  }

  /**
   * A message of the bot was of no use. One that answers nothing, or pictures alone, is no gap.
   *
   * @param reply as it stands in the record
   */
  public void down(ConversationId id, Message reply) {
    try {
      question(id, reply).ifPresent(gaps::collect);
    } catch (RuntimeException e) {
      // What the shopper thinks is stored; nobody waits for statistics.
      LOG.warn("conversation {}: what was of no use is not noted", id, e);
    }
  }

  private Optional<MissedQuestion> question(ConversationId id, Message reply) {
    String asked =
        conversations.answeredBy(id, reply).stream()
            .map(Message::text)
            .filter(text -> !text.isBlank())
            .collect(Collectors.joining("\n"));
    if (asked.isBlank()) {
      return Optional.empty();
    }
    Understanding understanding = understand.understand(asked);
    return understanding.utterance().isBlank()
        ? Optional.empty()
        : Optional.of(
            new MissedQuestion(
                id.toString(),
                reply.answers(),
                MissedQuestion.Why.THUMBS_DOWN,
                understanding.utterance().text(),
                understanding.intents().best().intent().id(),
                nearest(id, reply.seq()),
                understanding.vector(),
                clock.instant()));
  }

  /** The entry that came first then. */
  private MissedQuestion.@Nullable Nearest nearest(ConversationId id, long seq) {
    JsonNode first =
        conversations
            .trace(id, seq)
            .map(trace -> json.readTree(trace).path("entries").path(0))
            .orElse(null);
    return first == null || !first.path("id").isString()
        ? null
        : new MissedQuestion.Nearest(
            new EntryId(first.path("id").asString()),
            Math.clamp(first.path("p").asDouble(0), 0.0, 1.0));
  }
}
