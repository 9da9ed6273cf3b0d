package io.xianda.console;

import io.xianda.curating.Change;
import io.xianda.curating.Curating;
import io.xianda.curating.Item;
import io.xianda.curating.Outcome;
import io.xianda.knowledge.Entries;
import io.xianda.knowledge.Generation;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Publishes only what was replayed as it is, over the base as it is. Thread-safe, and safe for
 * several services on one database.
 */
@Service
public class PublishReplayed {

  private static final int SECONDS = 20;

  private final Curating curating;
  private final Replays replays;
  private final Entries entries;

  PublishReplayed(Curating curating, Replays replays, Entries entries) {
    this.curating = curating;
    this.replays = replays;
    this.entries = entries;
  }

  /**
   * Publishes; what the replay forbids is rolled back.
   *
   * @param replay which replay told what comes of it, or {@code null} for none
   * @param reason why it is told although something is lost; may be empty
   */
  @Transactional(timeout = SECONDS)
  Outcome publish(Change change, @Nullable UUID replay, String reason) {
    Outcome outcome = curating.act(change);
    if (outcome instanceof Outcome.Done(Item item, boolean repeated) && !repeated) {
      // Publishing has counted the generation up by one and holds its row: nobody can come between
      // this look and the commit.
      Generation before = new Generation(entries.generation().number() - 1);
      Replay told =
          Optional.ofNullable(replay)
              .flatMap(replays::find)
              .filter(one -> one.tellsOf(item.id(), item.workingVersion(), before))
              .orElseThrow(
                  () -> Refusal.of(ConsoleProblem.REPLAY_NEEDED, item.id(), item.workingVersion()));
      if (told.result().lost() > 0 && reason.isBlank()) {
        throw Refusal.of(ConsoleProblem.LOSSES_NEED_A_REASON, told.result().lost())
            .with("lost", told.result().lost());
      }
    }
    return outcome;
  }
}
