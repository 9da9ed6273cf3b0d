package io.xianda.rehearsal;

import io.xianda.conversation.Channel;
import io.xianda.dialogue.Decision;
import io.xianda.dialogue.Dialogue;
import io.xianda.knowledge.Entry;
import io.xianda.knowledge.EntryId;
import io.xianda.knowledge.LuceneKnowledgeBase;
import io.xianda.knowledge.TriedKnowledgeBase;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * What a change of the base would win and lose: every question is answered before and after it, by
 * the dialogue that shoppers talk to. Thread-safe; five thousand questions take seconds once their
 * vectors are remembered.
 */
@Service
public class ReplayQuestions {

  private final TryMessage tryMessage;
  private final LuceneKnowledgeBase published;
  private final Clock clock;

  ReplayQuestions(TryMessage tryMessage, LuceneKnowledgeBase published, Clock clock) {
    this.tryMessage = tryMessage;
    this.published = published;
    this.clock = clock;
  }

  /** Where a question comes from. */
  public enum Source {
    /** Stands in an entry as a way to ask it. */
    SIMILAR,
    /** Was pinned by an operator. */
    PINNED,
    /** Was asked by a shopper, who took the answer. */
    ASKED
  }

  /**
   * A question with the entry that is right for it.
   *
   * @param text as typed
   * @param right the entry, or {@code null} when none is known
   */
  public record Question(String text, @Nullable EntryId right, Source source) {}

  /**
   * What the bot does about a question, as far as it is compared.
   *
   * @param decision name of its kind
   * @param entry that answers, or {@code null}
   */
  public record Said(String decision, @Nullable EntryId entry) {}

  /** How the change changes a question. */
  public enum Change {
    /** It was not answered rightly and now is. */
    WON,
    /** It was answered rightly and no longer is. */
    LOST,
    /** Something else is said, and neither is known to be right. */
    CHANGED
  }

  /** A question that the change changes. */
  public record Changed(Question question, Change change, Said before, Said after) {}

  /**
   * What came of it.
   *
   * @param replayed how many questions
   * @param right how many were answered rightly before
   * @param changes those that are not as before, losses first
   */
  public record Replayed(int replayed, int right, List<Changed> changes) {

    public Replayed {
      changes = List.copyOf(changes);
    }

    /** How many changed in this way. */
    public long count(Change change) {
      return changes.stream().filter(c -> c.change() == change).count();
    }
  }

  /**
   * Replays questions over a change.
   *
   * @param drafts entries told in place of, or besides, those of the same id
   * @param hidden entries that are not told
   */
  public Replayed replay(List<Question> questions, List<Entry> drafts, Collection<EntryId> hidden) {
    try (TriedKnowledgeBase as = published.asIf(List.of(), List.of());
        TriedKnowledgeBase changed = published.asIf(drafts, hidden)) {
      Dialogue before = tryMessage.over(as);
      Dialogue after = tryMessage.over(changed);
      List<Compared> compared =
          questions.parallelStream()
              .map(
                  question -> new Compared(question, said(before, question), said(after, question)))
              .toList();
      return new Replayed(
          compared.size(),
          (int) compared.stream().filter(Compared::wasRight).count(),
          compared.stream()
              .flatMap(one -> one.changed().stream())
              .sorted((one, other) -> rank(one.change()) - rank(other.change()))
              .toList());
    }
  }

  private static int rank(Change change) {
    return switch (change) {
      case LOST -> 0;
      case CHANGED -> 1;
      case WON -> 2;
    };
  }

  private Said said(Dialogue dialogue, Question question) {
    Decision decision =
        dialogue
            .respond(
                TryMessage.turn(
                    new Attempt(question.text(), Channel.WEB, null, null, clock.instant())))
            .decision();
    return new Said(
        decision.getClass().getSimpleName(),
        decision instanceof Decision.Answer(Entry entry, double probability) ? entry.id() : null);
  }

  private record Compared(Question question, Said before, Said after) {

    boolean wasRight() {
      return question.right() != null && question.right().equals(before.entry());
    }

    private boolean isRight() {
      return question.right() != null && question.right().equals(after.entry());
    }

    Optional<Changed> changed() {
      if (wasRight() != isRight()) {
        return Optional.of(
            new Changed(question, isRight() ? Change.WON : Change.LOST, before, after));
      }
      return wasRight() || Objects.equals(before, after)
          ? Optional.empty()
          : Optional.of(new Changed(question, Change.CHANGED, before, after));
    }
  }
}
