package io.xianda.console;

import io.xianda.dialogue.SharedEncoder;
import io.xianda.intent.SentenceEncoder;
import io.xianda.knowledge.Entries;
import io.xianda.knowledge.Entry;
import io.xianda.knowledge.EntryId;
import io.xianda.knowledge.KnowledgeBase;
import io.xianda.knowledge.PassageEncoder;
import io.xianda.rehearsal.ReplayQuestions.Question;
import io.xianda.rehearsal.ReplayQuestions.Source;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Which questions tell whether a change does harm: what was pinned, what the changed entries are
 * asked, what their neighbours are asked, and a sample of all else, in this order until there are
 * enough. The same base and change give the same questions.
 */
@Component
class RegressionQuestions {

  private static final int NEIGHBOURS = 200;

  /** The most that a search of neighbours tells. */
  private static final int AT_ONCE = 100;

  /** Further questions of an entry lie near these. */
  private static final int LOOKED_UP = 20;

  private static final int SAMPLED_ENTRIES = 2000;

  private final PinnedQuestions pinned;
  private final Entries entries;
  private final KnowledgeBase base;
  private final PassageEncoder encoder;
  private final ConsoleSettings settings;

  RegressionQuestions(
      PinnedQuestions pinned,
      Entries entries,
      KnowledgeBase base,
      SentenceEncoder encoder,
      ConsoleSettings settings) {
    this.pinned = pinned;
    this.entries = entries;
    this.base = base;
    this.encoder = new SharedEncoder(encoder);
    this.settings = settings;
  }

  /** The questions for putting these drafts in place. */
  List<Question> of(List<Entry> drafts) {
    var questions = new Questions(settings.replayQuestions());
    for (PinnedQuestions.Pinned one : pinned.all()) {
      questions.add(new Question(one.text(), one.entry(), Source.PINNED));
    }
    questions.addAllOf(drafts);
    // Who asks what a draft no longer lists still wants the answer.
    questions.addAllOf(entries.published(drafts.stream().map(Entry::id).toList()));
    if (!questions.isFull()) {
      questions.addInTurns(neighbours(drafts));
    }
    if (!questions.isFull()) {
      questions.addInTurns(entries.sample(SAMPLED_ENTRIES));
    }
    return questions.list();
  }

  private List<Entry> neighbours(List<Entry> drafts) {
    Map<EntryId, KnowledgeBase.Near> nearest = new HashMap<>();
    for (Entry draft : drafts) {
      for (String question : draft.questions().stream().limit(LOOKED_UP).toList()) {
        String form = encoder.normalise(question);
        if (!form.isBlank()) {
          for (KnowledgeBase.Near near : base.nearest(encoder.encode(form), AT_ONCE)) {
            nearest.merge(
                near.entry().id(),
                near,
                (one, other) -> one.cosine() >= other.cosine() ? one : other);
          }
        }
      }
    }
    return nearest.values().stream()
        .sorted(
            Comparator.comparingDouble(KnowledgeBase.Near::cosine)
                .reversed()
                .thenComparing(near -> near.entry().id().value()))
        .limit(NEIGHBOURS)
        .map(KnowledgeBase.Near::entry)
        .toList();
  }

  /** Each text once, and not more than enough. */
  private static final class Questions {

    private final int most;
    private final Map<String, Question> byText = new LinkedHashMap<>();

    Questions(int most) {
      this.most = most;
    }

    boolean isFull() {
      return byText.size() >= most;
    }

    void add(Question question) {
      if (!isFull()) {
        byText.putIfAbsent(question.text(), question);
      }
    }

    void addAllOf(Collection<Entry> all) {
      for (Entry entry : all) {
        entry.questions().forEach(text -> add(new Question(text, entry.id(), Source.SIMILAR)));
      }
    }

    /** The first question of each, then the second of each: no entry is left out for another. */
    void addInTurns(List<Entry> all) {
      int longest = all.stream().mapToInt(entry -> entry.questions().size()).max().orElse(0);
      for (int turn = 0; turn < longest && !isFull(); turn++) {
        for (Entry entry : all) {
          List<String> texts = entry.questions();
          if (turn < texts.size()) {
            add(new Question(texts.get(turn), entry.id(), Source.SIMILAR));
          }
        }
      }
    }

    List<Question> list() {
      return new ArrayList<>(byText.values());
    }
  }
}
