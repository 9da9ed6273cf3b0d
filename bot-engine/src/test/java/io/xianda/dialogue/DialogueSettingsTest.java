package io.xianda.dialogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings that make no sense are refused by name before the first shopper meets them. */
class DialogueSettingsTest {

  private static DialogueSettings settings(Duration quietTime, int longestMessage) {
    return new DialogueSettings(
        ZoneId.of("Asia/Shanghai"),
        LocalTime.of(8, 0),
        LocalTime.of(22, 0),
        quietTime,
        longestMessage,
        DialogueSettings.defaults().risk());
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT0.6S", "PT5S"})
  void aQuietTimeUpToFiveSecondsIsTaken(Duration quietTime) {
    assertThat(settings(quietTime, 1000).quietTime()).isEqualTo(quietTime);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT-0.001S", "PT5.001S", "PT1H"})
  void anyOtherQuietTimeIsRefused(Duration quietTime) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings(quietTime, 1000))
        .withMessageContaining("xianda.dialogue.quiet-time");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1})
  void aBotThatReadsNothingIsRefused(int longest) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings(Duration.ZERO, longest))
        .withMessageContaining("xianda.dialogue.longest-message");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.01, 1.01, Double.NaN, Double.POSITIVE_INFINITY})
  void whatIsNoProbabilityIsRefusedWhereverItStands(double wrong) {
    for (int place = 0; place < RiskBudget.class.getRecordComponents().length; place++) {
      int at = place;
      assertThatIllegalArgumentException()
          .as("component %d", at)
          .isThrownBy(() -> risk(at, wrong))
          .withMessageContaining("xianda.dialogue.risk");
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1})
  void zeroAndOneAreProbabilities(double right) {
    assertThat(risk(0, right).safety()).isEqualTo(right);
  }

  /** All halves, but for one component. */
  private static RiskBudget risk(int place, double p) {
    Constructor<?> canonical = RiskBudget.class.getDeclaredConstructors()[0];
    Object[] values = new Object[canonical.getParameterCount()];
    Arrays.fill(values, 0.5);
    values[place] = p;
    try {
      return (RiskBudget) canonical.newInstance(values);
    } catch (InvocationTargetException e) {
      throw (RuntimeException) e.getCause();
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("the record has no constructor to call", e);
    }
  }
}
