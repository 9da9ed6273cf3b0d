package io.xianda.eval.dialogues;

import io.xianda.handoff.Priority;
import io.xianda.handoff.SkillGroup;
import io.xianda.knowledge.EntryId;
import java.util.List;
import java.util.Optional;

/**
 * What became of a dialogue.
 *
 * @param kind the strongest thing that happened
 * @param group of the last hand-off, or else of the last ticket
 * @param priority of the same
 * @param changes all that changed in the shop
 * @param answer the last entry that was shown
 */
public record Actual(
    Kind kind,
    Optional<SkillGroup> group,
    Optional<Priority> priority,
    List<Change> changes,
    Optional<EntryId> answer) {

  public Actual {
    changes = List.copyOf(changes);
  }
}
