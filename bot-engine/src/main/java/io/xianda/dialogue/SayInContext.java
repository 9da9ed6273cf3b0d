package io.xianda.dialogue;

import io.xianda.conversation.Part;
import io.xianda.intent.Action;
import io.xianda.intent.Intent;
import io.xianda.intent.IntentCatalog;
import io.xianda.knowledge.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Lets the answer of an entry be said in other words, after everything is decided and before it is
 * recorded. What concerns money, food safety, a task or a person is always said word for word.
 * Thread-safe.
 */
@Component
class SayInContext {

  private static final Logger LOG = LoggerFactory.getLogger(SayInContext.class);

  /** After-sale and payment: whatever they say is a promise about money. */
  private static final Set<String> ABOUT_MONEY = Set.of("aftersale", "finance");

  private final Wording wording;
  private final IntentCatalog catalog;

  SayInContext(Wording wording, IntentCatalog catalog) {
    this.wording = wording;
    this.catalog = catalog;
  }

  /** The outcome as it is to be recorded: the same but for the words of an answer. */
  Outcome of(Turn turn, Outcome outcome) {
    if (!(outcome.decision() instanceof Decision.Answer(Entry entry, double probability))
        || !isAnswerAlone(outcome, entry)) {
      return outcome;
    }
    Rewording rewording =
        mayBeReworded(entry) ? reworded(turn.text(), entry) : new Rewording.Kept("word-for-word");
    Outcome traced = outcome.worded(rewording.word());
    return switch (rewording) {
      case Rewording.Used(String text) -> traced.saying(withFirst(outcome.reply(), text));
      case Rewording.Kept _ -> traced;
    };
  }

  /** Nothing else was decided, nobody takes over, and no task waits for anything. */
  private static boolean isAnswerAlone(Outcome outcome, Entry entry) {
    return outcome.also() == null
        && outcome.handoff() == null
        && outcome.ticket() == null
        && outcome.effects().isEmpty()
        && outcome.reply().asks() == null
        && outcome.reply().parts().getFirst() instanceof Part.Text(String text)
        && text.equals(entry.answer());
  }

  private boolean mayBeReworded(Entry entry) {
    return catalog.all().stream()
        .filter(about -> about.intent().id().equals(entry.intent()))
        .anyMatch(about ->
            about.action() == Action.FAQ
                && !about.intent().equals(Intent.FOOD_SAFETY)
                && !ABOUT_MONEY.contains(about.group()));
  }

  private Rewording reworded(String said, Entry entry) {
    try {
      return wording.inContext(said, entry);
    } catch (RuntimeException e) {
      // The shopper waits, and the entry's own words are always right.
      LOG.warn("entry {}: it could not be reworded", entry.id(), e);
      return new Rewording.Kept("failed");
    }
  }

  private static Reply withFirst(Reply reply, String text) {
    List<Part> parts = new ArrayList<>(reply.parts());
    parts.set(0, new Part.Text(text));
    return new Reply(parts, reply.asks());
  }
}
