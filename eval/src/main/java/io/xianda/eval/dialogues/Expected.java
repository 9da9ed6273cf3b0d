package io.xianda.eval.dialogues;

import io.xianda.handoff.Priority;
import io.xianda.handoff.SkillGroup;
import io.xianda.knowledge.EntryId;
import java.util.List;
import java.util.Optional;

/**
 * What a dialogue has to come to. What is empty is not asserted.
 *
 * @param kind how it ends
 * @param group of the person
 * @param priority of the hand-off or ticket
 * @param faq the last answer from the knowledge base was one of these
 * @param changes exactly what changed in the shop; an empty list asserts that nothing did
 * @param mentions each stands in some bot message
 * @param never none stands in any bot message
 */
public record Expected(
    Kind kind,
    Optional<SkillGroup> group,
    Optional<Priority> priority,
    List<EntryId> faq,
    Optional<List<ExpectedChange>> changes,
    List<String> mentions,
    List<String> never) {

  public Expected {
    faq = List.copyOf(faq);
    changes = changes.map(List::copyOf);
    mentions = List.copyOf(mentions);
    never = List.copyOf(never);
    if (kind == Kind.STUCK) {
      throw new IllegalArgumentException("no dialogue is meant to be stuck");
    }
    if (!kind.needsPerson() && (group.isPresent() || priority.isPresent())) {
      throw new IllegalArgumentException("only a hand-off or a ticket has group and priority");
    }
  }
}
