package io.xianda.dialogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Settings that make no sense are refused by name before the first shopper meets them. */
class DialogueSettingsTest {

  private static DialogueSettings settings(Duration quietTime, int longestMessage) {
    return new DialogueSettings(
        ZoneId.of("Asia/Shanghai"),
        LocalTime.of(8, 0),
        LocalTime.of(22, 0),
        quietTime,
        longestMessage,
        RiskBudget.defaults());
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

  @Test
  void anEmptyConfigurationGivesTheDefaultRisk() throws ReflectiveOperationException {
    List<Object> written = new ArrayList<>();
    for (RecordComponent component : RiskBudget.class.getRecordComponents()) {
      written.add(component.getAccessor().invoke(RiskBudget.defaults()));
    }

    assertThat(defaultsOf(RiskBudget.class).stream().<Object>map(Double::valueOf))
        .isEqualTo(written);
  }

  @Test
  void anEmptyConfigurationGivesTheDefaultSettings() {
    DialogueSettings settings = DialogueSettings.defaults();

    assertThat(defaultsOf(DialogueSettings.class))
        .containsExactly(
            settings.zone().getId(),
            settings.personsFrom().toString(),
            settings.personsUntil().toString(),
            settings.quietTime().toMillis() + "ms",
            String.valueOf(settings.longestMessage()),
            "");
    assertThat(settings.risk()).isEqualTo(RiskBudget.defaults());
  }

  /** What the configuration takes for each component that is not given; "" for a nested default. */
  private static List<String> defaultsOf(Class<? extends Record> settings) {
    Parameter[] components = settings.getDeclaredConstructors()[0].getParameters();
    return Arrays.stream(components)
        .map(component -> component.getAnnotation(DefaultValue.class))
        .map(given -> String.join(",", given.value()))
        .toList();
  }
}
