package io.xianda.curating;

import static io.xianda.curating.ActionKind.APPROVE;
import static io.xianda.curating.ActionKind.ARCHIVE;
import static io.xianda.curating.ActionKind.DISCARD;
import static io.xianda.curating.ActionKind.EDIT;
import static io.xianda.curating.ActionKind.PUBLISH_DIRECTLY;
import static io.xianda.curating.ActionKind.REJECT;
import static io.xianda.curating.ActionKind.RESTORE;
import static io.xianda.curating.ActionKind.SUBMIT;
import static io.xianda.curating.ActionKind.WITHDRAW;
import static io.xianda.curating.LifeState.ARCHIVED;
import static io.xianda.curating.LifeState.DISCARDED;
import static io.xianda.curating.LifeState.DRAFT;
import static io.xianda.curating.LifeState.IN_REVIEW;
import static io.xianda.curating.LifeState.PUBLISHED;
import static io.xianda.curating.Publication.NEVER;
import static io.xianda.curating.Publication.TOLD;
import static io.xianda.curating.Publication.WITHDRAWN;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which action leads from which state to which: what is not in the table is not allowed. */
public final class Life {

  private static final Set<Publication> ANY = Set.of(NEVER, TOLD, WITHDRAWN);

  private static final List<Step> TABLE =
      List.of(
          new Step(EDIT, DRAFT, ANY, DRAFT),
          new Step(EDIT, PUBLISHED, Set.of(TOLD), DRAFT),
          new Step(SUBMIT, DRAFT, ANY, IN_REVIEW),
          new Step(WITHDRAW, IN_REVIEW, ANY, DRAFT),
          new Step(REJECT, IN_REVIEW, ANY, DRAFT),
          new Step(APPROVE, IN_REVIEW, ANY, PUBLISHED),
          new Step(PUBLISH_DIRECTLY, DRAFT, ANY, PUBLISHED),
          new Step(ARCHIVE, PUBLISHED, Set.of(TOLD), ARCHIVED),
          // A wrong answer is withdrawn at once, whatever is being written meanwhile.
          new Step(ARCHIVE, DRAFT, Set.of(TOLD), ARCHIVED),
          new Step(ARCHIVE, IN_REVIEW, Set.of(TOLD), ARCHIVED),
          new Step(RESTORE, DRAFT, ANY, DRAFT),
          new Step(RESTORE, PUBLISHED, Set.of(TOLD), DRAFT),
          new Step(RESTORE, ARCHIVED, Set.of(WITHDRAWN), DRAFT),
          new Step(RESTORE, DISCARDED, Set.of(NEVER), DRAFT),
          // Who throws a newer version away is back at what is, or was, told.
          new Step(DISCARD, DRAFT, Set.of(NEVER), DISCARDED),
          new Step(DISCARD, DRAFT, Set.of(TOLD), PUBLISHED),
          new Step(DISCARD, DRAFT, Set.of(WITHDRAWN), ARCHIVED));

  private record Step(ActionKind action, LifeState from, Set<Publication> when, LifeState to) {

    boolean leads(LifeState state, Publication publication) {
      return from == state && when.contains(publication);
    }
  }

  private Life() {}

  /** Where the action leads, or nothing when it is not allowed there. */
  public static Optional<LifeState> after(
      ActionKind action, LifeState state, Publication publication) {
    return TABLE.stream()
        .filter(step -> step.action() == action && step.leads(state, publication))
        .map(Step::to)
        .findFirst();
  }

  /** What can be done there, as far as life goes; settings and guards may still say no. */
  public static Set<ActionKind> allowed(LifeState state, Publication publication) {
    Set<ActionKind> allowed = EnumSet.noneOf(ActionKind.class);
    TABLE.stream()
        .filter(step -> step.leads(state, publication))
        .forEach(step -> allowed.add(step.action()));
    return allowed;
  }
}
