package io.xianda.curating;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Where every action leads from every state: written down once more, by hand. */
class LifeTest {

  private static final List<String> ALLOWED =
      List.of(
          "EDIT DRAFT NEVER -> DRAFT",
          "EDIT DRAFT TOLD -> DRAFT",
          "EDIT DRAFT WITHDRAWN -> DRAFT",
          "EDIT PUBLISHED TOLD -> DRAFT",
          "SUBMIT DRAFT NEVER -> IN_REVIEW",
          "SUBMIT DRAFT TOLD -> IN_REVIEW",
          "SUBMIT DRAFT WITHDRAWN -> IN_REVIEW",
          "WITHDRAW IN_REVIEW NEVER -> DRAFT",
          "WITHDRAW IN_REVIEW TOLD -> DRAFT",
          "WITHDRAW IN_REVIEW WITHDRAWN -> DRAFT",
          "REJECT IN_REVIEW NEVER -> DRAFT",
          "REJECT IN_REVIEW TOLD -> DRAFT",
          "REJECT IN_REVIEW WITHDRAWN -> DRAFT",
          "APPROVE IN_REVIEW NEVER -> PUBLISHED",
          "APPROVE IN_REVIEW TOLD -> PUBLISHED",
          "APPROVE IN_REVIEW WITHDRAWN -> PUBLISHED",
          "PUBLISH_DIRECTLY DRAFT NEVER -> PUBLISHED",
          "PUBLISH_DIRECTLY DRAFT TOLD -> PUBLISHED",
          "PUBLISH_DIRECTLY DRAFT WITHDRAWN -> PUBLISHED",
          "ARCHIVE DRAFT TOLD -> ARCHIVED",
          "ARCHIVE IN_REVIEW TOLD -> ARCHIVED",
          "ARCHIVE PUBLISHED TOLD -> ARCHIVED",
          "RESTORE DRAFT NEVER -> DRAFT",
          "RESTORE DRAFT TOLD -> DRAFT",
          "RESTORE DRAFT WITHDRAWN -> DRAFT",
          "RESTORE PUBLISHED TOLD -> DRAFT",
          "RESTORE ARCHIVED WITHDRAWN -> DRAFT",
          "RESTORE DISCARDED NEVER -> DRAFT",
          "DISCARD DRAFT NEVER -> DISCARDED",
          "DISCARD DRAFT TOLD -> PUBLISHED",
          "DISCARD DRAFT WITHDRAWN -> ARCHIVED");

  @Test
  void everyActionLeadsWhereItShallAndNowhereElse() {
    assertThat(everything().flatMap(LifeTest::told)).containsExactlyInAnyOrderElementsOf(ALLOWED);
  }

  @Test
  void whatIsAllowedIsWhatLeadsSomewhere() {
    everything()
        .forEach(step ->
            assertThat(Life.allowed(step.state(), step.publication()).contains(step.action()))
                .isEqualTo(
                    Life.after(step.action(), step.state(), step.publication()).isPresent()));
  }

  private record Step(ActionKind action, LifeState state, Publication publication) {}

  private static Stream<Step> everything() {
    return Arrays.stream(ActionKind.values())
        .flatMap(action ->
            Arrays.stream(LifeState.values())
                .flatMap(state ->
                    Arrays.stream(Publication.values())
                        .map(publication -> new Step(action, state, publication))));
  }

  private static Stream<String> told(Step step) {
    return Life.after(step.action(), step.state(), step.publication()).stream()
        .map(next ->
            "%s %s %s -> %s".formatted(step.action(), step.state(), step.publication(), next));
  }
}
