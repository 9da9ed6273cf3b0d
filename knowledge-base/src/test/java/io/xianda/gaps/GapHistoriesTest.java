package io.xianda.gaps;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

/** Whatever happens to gaps, in whatever order: counts are the sums over the members. */
class GapHistoriesTest {

  private static final List<MissedQuestion.Why> WAYS = List.of(MissedQuestion.Why.values());
  private static final Actor SOMEBODY = new Actor("somebody");

  private static @Nullable GapDatabase started;

  @BeforeContainer
  static void start() throws IOException {
    started = new GapDatabase();
  }

  @AfterContainer
  static void stop() throws IOException {
    database().close();
  }

  private static GapDatabase database() {
    return Objects.requireNonNull(started);
  }

  enum Kind {
    ASK,
    MERGE,
    DISMISS,
    REOPEN,
    TIDY,
    PURGE,
    RESTART
  }

  /** Something that happens, with numbers that choose to what. */
  record Step(Kind kind, int one, int other) {}

  @Property(tries = 15, seed = "20261122", shrinking = ShrinkingMode.OFF)
  void countsAreTheSumsOverTheMembers(@ForAll("histories") List<Step> history) throws IOException {
    database().empty();
    GroupMessages service = database().service();
    Set<String> dismissed = new HashSet<>();
    for (Step step : history) {
      switch (step.kind()) {
        case ASK -> service.add(List.of(asked(step)));
        case MERGE -> merge(step);
        case DISMISS ->
            chosen(GapState.OPEN, step.one())
                .ifPresent(gap -> {
                  database().gaps().dismiss(gap.id(), gap.lock(), "", SOMEBODY);
                  dismissed.add(gap.id().toString());
                });
        case REOPEN ->
            chosen(GapState.DISMISSED, step.one())
                .ifPresent(gap -> {
                  database().gaps().reopen(gap.id(), gap.lock(), SOMEBODY);
                  dismissed.remove(gap.id().toString());
                });
        case TIDY -> service.tidy();
        case PURGE -> {
          database().clock().pass(Duration.ofDays(step.one()));
          database().tidy().purge();
        }
        case RESTART -> service = database().service();
      }
      assertThat(database().wrongCounts()).isEmpty();
      assertThat(list(GapState.DISMISSED))
          .extracting(gap -> gap.id().toString())
          .containsExactlyInAnyOrderElementsOf(dismissed);
    }
  }

  @Provide
  Arbitrary<List<Step>> histories() {
    Arbitrary<Kind> kinds =
        Arbitraries.frequencyOf(
            Tuple.of(12, Arbitraries.just(Kind.ASK)), Tuple.of(6, Arbitraries.of(Kind.class)));
    return Combinators.combine(
            kinds, Arbitraries.integers().between(0, 40), Arbitraries.integers().between(0, 40))
        .as(Step::new)
        .list()
        .ofMinSize(10)
        .ofMaxSize(50);
  }

  private static MissedQuestion asked(Step step) {
    return Asked.about("题" + step.one() % 6)
        .off(0.9, step.other() % 7)
        .in("c" + step.other() % 5)
        .seq(step.one() + 1)
        .because(WAYS.get(step.other() % WAYS.size()))
        .at(database().clock().instant())
        .miss();
  }

  private static void merge(Step step) {
    Optional<Gap> from = chosen(GapState.OPEN, step.one());
    Optional<Gap> into =
        chosen(step.other() % 3 == 0 ? GapState.DISMISSED : GapState.OPEN, step.other());
    if (from.isPresent() && into.isPresent() && !from.get().id().equals(into.get().id())) {
      Decided decided =
          database()
              .gaps()
              .merge(
                  from.get().id(), from.get().lock(), into.get().id(), into.get().lock(), SOMEBODY);
      assertThat(decided).isInstanceOf(Decided.Done.class);
    }
  }

  private static Optional<Gap> chosen(GapState state, int which) {
    List<Gap> gaps = list(state);
    return gaps.isEmpty() ? Optional.empty() : Optional.of(gaps.get(which % gaps.size()));
  }

  private static List<Gap> list(GapState state) {
    return database().gaps().list(GapFilter.of(state), Optional.empty(), 100).gaps();
  }
}
