package io.xianda.console;

import io.xianda.curating.Item;
import io.xianda.curating.Operator;
import io.xianda.knowledge.EntryId;
import io.xianda.knowledge.Generation;
import io.xianda.rehearsal.ReplayQuestions.Change;
import io.xianda.rehearsal.ReplayQuestions.Source;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a change would win and lose, as of one generation.
 *
 * @param id that publishing names
 * @param at when it was made
 * @param by who wanted it
 * @param generation of the base that was changed
 * @param items that were changed, with the versions that were put in place
 * @param result what came of it
 */
record Replay(
    UUID id,
    Instant at,
    Operator by,
    Generation generation,
    Map<String, Integer> items,
    Result result) {

  Replay {
    items = Map.copyOf(items);
  }

  /**
   * What came of it.
   *
   * @param replayed how many questions
   * @param right how many were answered rightly before
   * @param won how many are answered rightly only after it
   * @param lost how many are no longer answered rightly
   * @param changed how many are answered otherwise, and nobody knows which is right
   * @param cases some of them, losses first
   */
  record Result(int replayed, int right, long won, long lost, long changed, List<Case> cases) {

    Result {
      cases = List.copyOf(cases);
    }
  }

  /**
   * A question that the change changes.
   *
   * @param right the entry that is right for it, or {@code null} when none is known
   */
  record Case(
      String text, Source source, @Nullable String right, Change change, Said before, Said after) {}

  /**
   * What the bot does about it.
   *
   * @param decision name of its kind
   * @param entry that answers, or {@code null}
   */
  record Said(String decision, @Nullable String entry) {}

  /** Whether it tells what comes of publishing this version, and no other, over that generation. */
  boolean tellsOf(EntryId item, int version, Generation over) {
    return generation.equals(over) && items.equals(Map.of(item.value(), version));
  }

  static Map.Entry<String, Integer> versionOf(Item item) {
    return Map.entry(item.id().value(), item.workingVersion());
  }
}
