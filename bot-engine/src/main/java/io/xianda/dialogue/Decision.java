package io.xianda.dialogue;

import io.xianda.flow.FlowStep;
import io.xianda.handoff.Handoff;
import io.xianda.handoff.SkillGroup;
import io.xianda.intent.Intent;
import io.xianda.knowledge.Entry;
import io.xianda.rules.RuleEffect;
import io.xianda.rules.RuleId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the bot does about a turn. */
public sealed interface Decision {

  /** A person takes over. */
  record HandOver(Handoff handoff) implements Decision {}

  /** A person is on the way; what was said is noted for them. */
  record KeepWaiting() implements Decision {}

  /** The shopper no longer wants to wait for a person. */
  record ReturnToBot() implements Decision {}

  /** A fixed courtesy. */
  record Socialise(Intent intent) implements Decision {}

  /**
   * A task starts or goes on.
   *
   * @param intent that it serves
   * @param step what came of it
   * @param started whether this turn started it
   */
  record Progress(Intent intent, FlowStep step, boolean started) implements Decision {}

  /** The answer of an entry, word for word. */
  record Answer(Entry entry, double probability) implements Decision {}

  /**
   * What an operator's rule says, word for word.
   *
   * @param rule which
   * @param text its words, with the facts of the shop
   * @param answer all that it says
   */
  record FollowRule(RuleId rule, String text, RuleEffect.Answer answer) implements Decision {}

  /**
   * A question back, with up to three choices.
   *
   * @param offers what may be meant
   * @param otherwise what is asked for without an entry where none of these is meant, which is then
   *     the last choice; {@code null} where the shopper had better say it in other words
   */
  record Clarify(List<Offer> offers, @Nullable Intent otherwise) implements Decision {

    /** Without that last choice. */
    public Clarify(List<Offer> offers) {
      this(offers, null);
    }

    public Clarify {
      offers = List.copyOf(offers);
      if (offers.isEmpty() || offers.size() > 3) {
        throw new IllegalArgumentException("a clarification offers one to three choices");
      }
    }
  }

  /** The shop has no entry for this: said plainly, with the offer of a person. */
  record AdmitGap(Intent intent) implements Decision {}

  /** None of this shop's business, or without meaning: says what the bot can do. */
  record Abstain() implements Decision {}

  /** The message is too long to be read with care. */
  record AskToShorten() implements Decision {}

  /**
   * The merchant's system does not answer, and the task needs it: said plainly, with the offer of a
   * ticket.
   *
   * @param group of those who would see to it
   */
  record OrdersAway(SkillGroup group) implements Decision {}

  /**
   * It is noted for people, as the shopper has chosen.
   *
   * @param group of those who see to it
   * @param reason in a stable word
   */
  record LeaveTicket(SkillGroup group, String reason) implements Decision {}

  /** A picture, or nothing readable: words are needed. */
  record AskForWords() implements Decision {}
}
