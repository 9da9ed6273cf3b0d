package io.xianda.gaps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Misses are collected without holding anybody up. */
class CollectGapsTest {

  private static GapDatabase database;

  @BeforeAll
  static void start() throws IOException {
    database = new GapDatabase();
  }

  @AfterAll
  static void stop() throws IOException {
    database.close();
  }

  @BeforeEach
  void anEmptyDatabase() throws IOException {
    database.empty();
  }

  @Test
  void whatWasCollectedIsStoredAtTheLatestWhenTheServiceStops() {
    var collect = new CollectGaps(database.service(), GapDatabase.SETTINGS);
    collect.start();
    for (int i = 0; i < 200; i++) {
      assertThat(collect.collect(Asked.about("题" + i % 5).in("c" + i).miss())).isTrue();
    }
    collect.stop();

    assertThat(collect.waiting()).isZero();
    assertThat(collect.dropped()).isZero();
    assertThat(database.groups()).hasSize(5);
    assertThat(stored()).isEqualTo(200);
  }

  @Test
  void whatFindsTheQueueFullIsDroppedAndCounted() {
    var collect = new CollectGaps(database.service(), holding(3));

    for (int i = 0; i < 5; i++) {
      assertThat(collect.collect(Asked.about("小票").in("c" + i).miss())).isEqualTo(i < 3);
    }

    assertThat(collect.waiting()).isEqualTo(3);
    assertThat(collect.dropped()).isEqualTo(2);
    collect.start();
    collect.stop();
    assertThat(stored()).isEqualTo(3);
  }

  @Test
  void whatCannotBeStoredIsDroppedAndCountedAndTheNextIsStored() {
    database.jdbc().sql("alter table gap_message add check (text <> '坏')").update();
    var collect = new CollectGaps(database.service(), oneByOne());
    collect.collect(Asked.about("坏").in("c1").miss());
    collect.collect(Asked.about("小票").in("c2").miss());
    collect.start();
    collect.stop();

    assertThat(collect.dropped()).isEqualTo(1);
    assertThat(stored()).isEqualTo(1);
  }

  @Test
  void aMissNeedsAPlaceATextAndAVectorOfLengthOne() {
    Instant now = Instant.EPOCH;
    float[] vector = Asked.about("小票").vector();

    assertThatThrownBy(() -> Asked.about("小票").in(" ").miss()).hasMessageContaining("conversation");
    assertThatThrownBy(() -> Asked.about("小票").seq(0).miss()).hasMessageContaining("count from 1");
    assertThatThrownBy(() -> Asked.about(" ").miss()).hasMessageContaining("text");
    assertThatThrownBy(() -> Asked.about("小票").near("e", 1.5).miss()).hasMessageContaining("1.5");
    vector[0] += 1;
    assertThatThrownBy(() ->
            new MissedQuestion("c", 1, MissedQuestion.Why.UNANSWERED, "小票", "", null, vector, now))
        .hasMessageContaining("length 1");
  }

  @Test
  void aMissNeverTellsItsText() {
    assertThat(Asked.about("小票").in("c1").miss()).hasToString("MissedQuestion[c1/1 UNANSWERED]");
  }

  @Test
  void longTextsAreCut() {
    assertThat(Asked.about("草莓😡".repeat(1000)).miss().text()).hasSizeLessThanOrEqualTo(1000);
  }

  private static long stored() {
    return List.copyOf(
            database
                .jdbc()
                .sql("select conversation from gap_message")
                .query((row, n) -> row.getString("conversation"))
                .list())
        .size();
  }

  private static GapSettings holding(int waiting) {
    return new GapSettings(waiting, 64, 0.55, 0.80, Duration.ofDays(90), Duration.ofDays(30));
  }

  private static GapSettings oneByOne() {
    return new GapSettings(10, 1, 0.55, 0.80, Duration.ofDays(90), Duration.ofDays(30));
  }
}
