package io.xianda.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.xianda.intent.IntentCatalog;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What other bounds would have done belongs to the shipped bounds. */
class RiskCurvesTest {

  private final RiskCurves curves = RiskCurves.shipped();

  @Test
  void theCurvesAreOfTheModelThatTheBoundsAreFittedTo() {
    assertThat(curves.model())
        .as("bin/xianda train draws them anew")
        .isEqualTo(FittedRisk.shipped().model());
    assertThat(curves.confidence()).isEqualTo(FittedRisk.shipped().confidence());
    assertThat(curves.all().messages()).isEqualTo(FittedRisk.shipped().messages());
  }

  @Test
  void everyGroupHasOne() {
    assertThat(curves.groups().keySet()).isEqualTo(IntentCatalog.shipped().groupNames().keySet());
  }

  @Test
  void whoAsksForMoreIsAnsweredLess() {
    assertThat(curves.groups().values())
        .allSatisfy(curve -> {
          List<RiskCurves.Point> points = curve.points();
          assertThat(points)
              .isSortedAccordingTo((a, b) -> Double.compare(a.threshold(), b.threshold()));
          for (int i = 1; i < points.size(); i++) {
            RiskCurves.Point less = points.get(i - 1);
            RiskCurves.Point more = points.get(i);
            assertThat(more.answered()).isLessThanOrEqualTo(less.answered());
            assertThat(more.wrong()).isLessThanOrEqualTo(less.wrong());
            assertThat(more.answered()).isLessThanOrEqualTo(curve.messages());
          }
        });
  }

  @Test
  void aBoundSetByHandStandsInPlaceOfTheFittedOneAndOthersStay() {
    var bounds = new RiskBounds(FittedRisk.shipped(), java.util.Map.of("finance", 0.81));
    assertThat(bounds.answer("finance")).isEqualTo(0.81);
    assertThat(bounds.isByHand("finance")).isTrue();
    assertThat(bounds.answer("order")).isEqualTo(FittedRisk.shipped().of("order").answer());
    assertThat(bounds.isByHand("order")).isFalse();
  }
}
