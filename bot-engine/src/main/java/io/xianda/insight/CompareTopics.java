package io.xianda.insight;

import io.xianda.insight.Topics.Change;
import io.xianda.insight.Topics.Topic;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Tells which topics are rising or falling. A topic is compared with all conversations of its span:
 * on a busy day everything is asked more often, and nothing rises.
 *
 * @param asked all conversations in the span
 * @param askedBefore all conversations in the span before
 */
record CompareTopics(long asked, long askedBefore) {

  /** With fewer in both spans together nothing is said about a topic. */
  private static final long FEWEST = 10;

  /** How many of the most asked are shown; what rises or falls is shown besides. */
  private static final int SHOWN = 20;

  /**
   * The topics, the most asked first.
   *
   * @param now conversations of each in the span
   * @param before conversations of each in the span before
   */
  List<Topic> of(Map<String, Long> now, Map<String, Long> before, UnaryOperator<String> name) {
    Set<String> ids = new TreeSet<>(now.keySet());
    ids.addAll(before.keySet());
    List<String> tested = new ArrayList<>();
    List<String> untested = new ArrayList<>();
    for (String id : ids) {
      long sum = now.getOrDefault(id, 0L) + before.getOrDefault(id, 0L);
      (sum >= FEWEST && asked > 0 && askedBefore > 0 ? tested : untested).add(id);
    }
    double share = asked / (double) Math.max(1, asked + askedBefore);
    double[] p = new double[tested.size()];
    for (int i = 0; i < p.length; i++) {
      long here = now.getOrDefault(tested.get(i), 0L);
      p[i] = Chance.twoSided(here, here + before.getOrDefault(tested.get(i), 0L), share);
    }
    double[] q = Chance.falseDiscoveries(p);
    List<Topic> all = new ArrayList<>();
    for (int i = 0; i < p.length; i++) {
      String id = tested.get(i);
      long here = now.getOrDefault(id, 0L);
      long there = before.getOrDefault(id, 0L);
      Change change =
          q[i] > Chance.FALSE_DISCOVERIES
              ? Change.STEADY
              : here > (here + there) * share ? Change.RISING : Change.FALLING;
      all.add(new Topic(id, name.apply(id), here, there, change, p[i], q[i], List.of()));
    }
    for (String id : untested) {
      all.add(
          new Topic(
              id,
              name.apply(id),
              now.getOrDefault(id, 0L),
              before.getOrDefault(id, 0L),
              Change.UNKNOWN,
              null,
              null,
              List.of()));
    }
    all.sort(Comparator.comparingLong(Topic::asked).reversed().thenComparing(Topic::id));
    return Stream.concat(
            all.stream().limit(SHOWN).filter(topic -> topic.asked() > 0 || moves(topic)),
            all.stream().skip(SHOWN).filter(CompareTopics::moves))
        .toList();
  }

  private static boolean moves(Topic topic) {
    return topic.change() == Change.RISING || topic.change() == Change.FALLING;
  }
}
