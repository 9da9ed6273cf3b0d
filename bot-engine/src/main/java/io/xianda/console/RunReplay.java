package io.xianda.console;

import io.xianda.curating.Operator;
import io.xianda.knowledge.Entry;
import io.xianda.knowledge.EntryId;
import io.xianda.knowledge.FollowPublications;
import io.xianda.knowledge.Generation;
import io.xianda.rehearsal.ReplayQuestions;
import io.xianda.rehearsal.ReplayQuestions.Change;
import io.xianda.rehearsal.ReplayQuestions.Changed;
import io.xianda.rehearsal.ReplayQuestions.Replayed;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Replays questions over working versions and keeps what came of it. Thread-safe. */
@Component
class RunReplay {

  private static final int MOST_CASES = 200;

  private final DraftedEntries working;
  private final RegressionQuestions regression;
  private final ReplayQuestions replay;
  private final Replays replays;
  private final FollowPublications follow;
  private final Clock clock;

  /** Shoppers are answered by the same processors. */
  private final Semaphore oneAtATime = new Semaphore(1);

  RunReplay(
      DraftedEntries working,
      RegressionQuestions regression,
      ReplayQuestions replay,
      Replays replays,
      FollowPublications follow,
      Clock clock) {
    this.working = working;
    this.regression = regression;
    this.replay = replay;
    this.replays = replays;
    this.follow = follow;
    this.clock = clock;
  }

  /**
   * Replays, or tells what was found under this id before.
   *
   * @param id told by the client
   */
  Replay run(UUID id, Operator by, List<EntryId> items) {
    return replays.find(id).orElseGet(() -> fresh(id, by, items));
  }

  private Replay fresh(UUID id, Operator by, List<EntryId> items) {
    if (!oneAtATime.tryAcquire()) {
      throw Refusal.of(ConsoleProblem.REPLAY_RUNNING);
    }
    try {
      // Named before it is read: what is published meanwhile makes this replay too old, never too
      // new.
      Generation generation = follow.catchUp();
      List<DraftedEntries.Working> changed = working.of(items);
      List<Entry> drafts = changed.stream().map(DraftedEntries.Working::entry).toList();
      Replayed replayed = replay.replay(regression.of(drafts), drafts, List.of());
      var made =
          new Replay(
              id,
              clock.instant().truncatedTo(ChronoUnit.MICROS),
              by,
              generation,
              changed.stream()
                  .map(one -> Replay.versionOf(one.item()))
                  .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)),
              result(replayed));
      replays.add(made);
      return made;
    } finally {
      oneAtATime.release();
    }
  }

  private static Replay.Result result(Replayed replayed) {
    return new Replay.Result(
        replayed.replayed(),
        replayed.right(),
        replayed.count(Change.WON),
        replayed.count(Change.LOST),
        replayed.count(Change.CHANGED),
        replayed.changes().stream().limit(MOST_CASES).map(RunReplay::shown).toList());
  }

  private static Replay.Case shown(Changed changed) {
    return new Replay.Case(
        changed.question().text(),
        changed.question().source(),
        text(changed.question().right()),
        changed.change(),
        shown(changed.before()),
        shown(changed.after()));
  }

  private static Replay.Said shown(ReplayQuestions.Said said) {
    return new Replay.Said(said.decision(), text(said.entry()));
  }

  private static @Nullable String text(@Nullable EntryId id) {
    return id == null ? null : id.value();
  }
}
