package io.xianda.curating;

import static org.assertj.core.api.Assertions.assertThat;

import io.xianda.knowledge.EntryId;
import java.util.Set;
import java.util.UUID;

/** What operators do, in the words of a test. */
final class Operators {

  static final Operator LI = new Operator("li");
  static final Operator WANG = new Operator("wang");

  /** A draft names no owner in these tests, and everybody knows. */
  static final Set<FindingCode> SEEN = Set.of(FindingCode.NO_OWNER);

  private final Curating curating;

  Operators(Curating curating) {
    this.curating = curating;
  }

  Outcome does(Operator by, Item seen, Action action) {
    return curating.act(new Change(UUID.randomUUID(), by, seen.id(), seen.lock(), action));
  }

  Outcome creates(Operator by, String id, DraftContent content) {
    return curating.act(
        new Change(UUID.randomUUID(), by, new EntryId(id), 0, new Action.Create(content, "")));
  }

  Item draft(String id, DraftContent content) {
    return done(creates(LI, id, content));
  }

  Item published(String id, DraftContent content) {
    Item submitted = done(does(LI, draft(id, content), new Action.Submit("")));
    return done(does(WANG, submitted, new Action.Approve(SEEN)));
  }

  Item edited(Item item, DraftContent content) {
    return done(does(LI, item, new Action.Edit(content, "")));
  }

  /** The item after a change that must have happened. */
  static Item done(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Done.class);
    return ((Outcome.Done) outcome).item();
  }
}
