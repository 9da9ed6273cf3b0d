package io.xianda.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.xianda.intent.BgeSmallZh;
import io.xianda.intent.IntentCatalog;
import io.xianda.intent.IntentModel;
import org.junit.jupiter.api.Test;

/** The shipped bounds of risk belong to the shipped model. */
class FittedRiskTest {

  @Test
  void theBoundsAreFittedToTheShippedModel() {
    try (var encoder = BgeSmallZh.load()) {
      assertThat(FittedRisk.shipped().model())
          .as("bin/xianda train fits them anew")
          .isEqualTo(IntentModel.shipped(encoder).manifest().head());
    }
  }

  @Test
  void everyGroupHasItsBounds() {
    assertThat(FittedRisk.shipped().groups().keySet())
        .isEqualTo(IntentCatalog.shipped().groupNames().keySet());
  }

  @Test
  void aGroupThatNobodyHasFittedIsBoundByTheSettingsAlone() {
    assertThat(FittedRisk.none().of("aftersale")).isEqualTo(FittedRisk.Bounds.NONE);
  }
}
