package io.xianda.rehearsal;

import io.xianda.conversation.ConversationState;
import io.xianda.conversation.Part;
import io.xianda.conversation.ShopperId;
import io.xianda.dialogue.Dialogue;
import io.xianda.dialogue.DialogueMemory;
import io.xianda.dialogue.Outcome;
import io.xianda.dialogue.Turn;
import io.xianda.intent.IntentModel;
import io.xianda.intent.SentenceEncoder;
import io.xianda.intent.Understand;
import io.xianda.knowledge.Entry;
import io.xianda.knowledge.EntryId;
import io.xianda.knowledge.KnowledgeBase;
import io.xianda.knowledge.LuceneKnowledgeBase;
import io.xianda.knowledge.TriedKnowledgeBase;
import io.xianda.order.TurnKey;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Service;

/**
 * What the bot would say to a message, and why: the outcome of the very dialogue that shoppers talk
 * to. Thread-safe.
 */
@Service
public class TryMessage {

  private final Dialogue live;
  private final LuceneKnowledgeBase published;
  private final Understand understand;

  TryMessage(
      Dialogue live, LuceneKnowledgeBase published, SentenceEncoder encoder, IntentModel model) {
    this.live = live;
    this.published = published;
    this.understand = new Understand(new RememberedVectors(encoder), model);
  }

  /** Over the base as it is published. */
  public Outcome published(Attempt attempt) {
    return over(published).respond(turn(attempt));
  }

  /**
   * Over the base as it would be.
   *
   * @param drafts entries told in place of, or besides, those of the same id
   * @param hidden entries that are not told
   */
  public Outcome asIf(Attempt attempt, List<Entry> drafts, Collection<EntryId> hidden) {
    try (TriedKnowledgeBase changed = published.asIf(drafts, hidden)) {
      return over(changed).respond(turn(attempt));
    }
  }

  Dialogue over(KnowledgeBase base) {
    return live.rehearsing(understand, base);
  }

  static Turn turn(Attempt attempt) {
    EntryId last = attempt.last();
    return new Turn(
        ShopperId.guest(),
        attempt.channel(),
        attempt.city(),
        ConversationState.BOT,
        last == null ? null : DialogueMemory.after(last),
        List.of(new Part.Text(attempt.text())),
        attempt.at(),
        new TurnKey("rehearsal"));
  }
}
