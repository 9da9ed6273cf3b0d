package io.xianda.eval.dialogues;

import io.xianda.dialogue.Decision;
import io.xianda.dialogue.Outcome;
import io.xianda.flow.FlowStep;
import io.xianda.handoff.Handoff;
import io.xianda.handoff.Priority;
import io.xianda.handoff.SkillGroup;
import io.xianda.knowledge.EntryId;
import io.xianda.ticket.NewTicket;
import java.util.ArrayList;
import java.util.List;

/** What came of a turn, as far as it counts. Changes are no part of it: the shop knows them. */
public sealed interface Happened {

  /** A person takes over. */
  record HandedOver(SkillGroup group, Priority priority) implements Happened {}

  /** A ticket was left. */
  record Ticketed(SkillGroup group, Priority priority) implements Happened {}

  /** A task ended with an answer, a change, or because the shopper called it off. */
  record Finished() implements Happened {}

  /** A task was refused. */
  record Declined() implements Happened {}

  /** An entry was the answer. */
  record Knew(EntryId entry) implements Happened {}

  /** An operator's rule was the answer. */
  record FollowedRule() implements Happened {}

  /** The shop has no entry for it, and that was said. */
  record AdmittedGap() implements Happened {}

  /** A courtesy. */
  record Socialised() implements Happened {}

  /** Nothing was done about it. */
  record Abstained() implements Happened {}

  /** The bot waits, for an answer or for a person. */
  record Waited() implements Happened {}

  /** All that came of a turn. */
  static List<Happened> in(Outcome outcome) {
    List<Happened> all = new ArrayList<>();
    outcome.decisions().forEach(decision -> all.add(of(decision)));
    Handoff handoff = outcome.handoff();
    if (handoff != null) {
      all.add(new HandedOver(handoff.group(), handoff.priority()));
    }
    NewTicket ticket = outcome.ticket();
    if (ticket != null) {
      all.add(new Ticketed(ticket.group(), ticket.priority()));
    }
    return all;
  }

  private static Happened of(Decision decision) {
    return switch (decision) {
      case Decision.Answer(var entry, var probability) -> new Knew(entry.id());
      case Decision.FollowRule f -> new FollowedRule();
      case Decision.Progress(var intent, FlowStep step, var started) -> of(step);
      case Decision.Socialise s -> new Socialised();
      case Decision.AdmitGap g -> new AdmittedGap();
      case Decision.Abstain a -> new Abstained();
      case Decision.AskForWords a -> new Abstained();
      case Decision.AskToShorten a -> new Abstained();
      case Decision.OrdersAway a -> new Abstained();
      // What these bring about stands in the outcome itself.
      case Decision.HandOver h -> new Waited();
      case Decision.LeaveTicket l -> new Waited();
      case Decision.Clarify c -> new Waited();
      case Decision.KeepWaiting k -> new Waited();
      case Decision.ReturnToBot r -> new Waited();
    };
  }

  private static Happened of(FlowStep step) {
    return switch (step) {
      case FlowStep.Waiting w -> new Waited();
      case FlowStep.Acting a -> new Waited();
      case FlowStep.Finished(var parts, FlowStep.Ending ending, var referral) ->
          switch (ending) {
            case DECLINED -> new Declined();
            case ANSWERED, DONE, CALLED_OFF -> new Finished();
          };
    };
  }
}
