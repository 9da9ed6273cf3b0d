package io.xianda.handoff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who should take a conversation over, and why. */
class HandoffTest {

  private static final SkillGroup LOGISTICS = new SkillGroup("logistics");

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t\n"})
  void aHandoffNamesItsReason(String reason) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Handoff(LOGISTICS, Priority.NORMAL, reason));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "food_safety", "group2", "a234567890123456789012345678901234567890"})
  void aSkillGroupIsASmallWord(String id) {
    assertThat(new SkillGroup(id)).hasToString(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Logistics",
        "2nd",
        "_group",
        "food-safety",
        "food safety",
        "物流",
        "logistics\n",
        "a2345678901234567890123456789012345678901"
      })
  void anythingElseIsNoSkillGroup(String id) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SkillGroup(id))
        .withMessage("not a skill group: " + id);
  }

  @Test
  void groupsOfOneNameAreTheSame() {
    assertThat(new SkillGroup("logistics")).isEqualTo(LOGISTICS);
  }
}
