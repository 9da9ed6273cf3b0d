package io.xianda.curating;

import io.xianda.knowledge.EntryId;
import java.util.List;
import java.util.Optional;

/**
 * The door to curating: does what operators want, if life, settings and guards allow it.
 * Thread-safe, and safe for several services on one database.
 *
 * <p>Who comes late, repeats himself or may not is told so by the {@link Outcome}; an exception
 * means that the database failed, and then nothing has changed.
 */
public final class Curating {

  private final Items items;
  private final ApplyChange apply;
  private final Guards guards;
  private final CuratingSettings settings;

  /** Curating with these guards. */
  public Curating(Items items, ApplyChange apply, Guards guards, CuratingSettings settings) {
    this.items = items;
    this.apply = apply;
    this.guards = guards;
    this.settings = settings;
  }

  /** Does it, or tells why not. */
  public Outcome act(Change change) {
    return apply.apply(change, verdict(change), settings);
  }

  /** What guards would say, for an operator who is still writing; changes nothing. */
  public List<Finding> check(EntryId item, DraftContent content) {
    return guards.check(item, content);
  }

  /**
   * What guards say about what is to be reviewed or told; nothing for all else. It comes before any
   * lock, and counts only if the item is still the one that was judged.
   */
  private Optional<Verdict> verdict(Change change) {
    return switch (change.action()) {
      case Action.Submit _, Action.Approve _, Action.PublishDirectly _ ->
          items
              .find(change.item())
              // Who is late need not wait for the guards to be told so.
              .filter(item -> item.lock() == change.seen())
              .flatMap(item -> items.version(item.id(), item.workingVersion()))
              .map(guards::judge);
      case Action.Create _,
          Action.Edit _,
          Action.Withdraw _,
          Action.Reject _,
          Action.Archive _,
          Action.Restore _,
          Action.Discard _ ->
          Optional.empty();
    };
  }
}
