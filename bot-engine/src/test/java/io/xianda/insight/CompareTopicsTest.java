package io.xianda.insight;

import static org.assertj.core.api.Assertions.assertThat;

import io.xianda.insight.Topics.Change;
import io.xianda.insight.Topics.Topic;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CompareTopicsTest {

  private static Map<String, Change> changes(
      CompareTopics compare, Map<String, Long> now, Map<String, Long> before) {
    Map<String, Change> changes = new HashMap<>();
    compare.of(now, before, id -> id).forEach(topic -> changes.put(topic.id(), topic.change()));
    return changes;
  }

  @Test
  void onABusyDayEverythingIsAskedMoreOftenAndNothingRises() {
    assertThat(
            changes(
                new CompareTopics(600, 200),
                Map.of("late", 300L, "refund", 150L),
                Map.of("late", 100L, "refund", 50L)))
        .containsValue(Change.STEADY)
        .hasSize(2)
        .doesNotContainValue(Change.RISING);
  }

  @Test
  void whatTakesALargerShareIsRising() {
    assertThat(
            changes(
                new CompareTopics(400, 400),
                Map.of("spoiled", 60L, "late", 80L, "coupon", 5L),
                Map.of("spoiled", 15L, "late", 82L, "coupon", 40L)))
        .containsEntry("spoiled", Change.RISING)
        .containsEntry("late", Change.STEADY)
        .containsEntry("coupon", Change.FALLING);
  }

  @Test
  void smallNumbersDoNotShout() {
    assertThat(changes(new CompareTopics(40, 40), Map.of("new", 4L), Map.of()))
        .containsEntry("new", Change.UNKNOWN);
    assertThat(changes(new CompareTopics(40, 40), Map.of("old", 8L), Map.of("old", 4L)))
        .containsEntry("old", Change.STEADY);
  }

  @Test
  void aNewShopHasNothingToCompareWith() {
    List<Topic> topics = new CompareTopics(50, 0).of(Map.of("late", 50L), Map.of(), id -> id);

    assertThat(topics).extracting(Topic::change).containsExactly(Change.UNKNOWN);
    assertThat(topics.getFirst().p()).isNull();
  }

  @Test
  void theMostAskedComeFirstAndWhatMovesIsNeverLeftOut() {
    Map<String, Long> now = new HashMap<>();
    Map<String, Long> before = new HashMap<>();
    IntStream.range(0, 40)
        .forEach(i -> {
          now.put("t%02d".formatted(i), 100L - i);
          before.put("t%02d".formatted(i), 100L - i);
        });
    before.put("gone", 200L);

    List<Topic> topics = new CompareTopics(4000, 4000).of(now, before, id -> id);

    assertThat(topics).hasSize(21);
    assertThat(topics.getFirst().id()).isEqualTo("t00");
    assertThat(topics.getLast().id()).isEqualTo("gone");
    assertThat(topics.getLast().change()).isEqualTo(Change.FALLING);
  }
}
