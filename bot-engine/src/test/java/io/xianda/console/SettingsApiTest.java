package io.xianda.console;

import static io.xianda.channel.SharedService.part;
import static io.xianda.channel.SharedService.xianda;
import static org.assertj.core.api.Assertions.assertThat;

import io.xianda.channel.HttpReply;
import io.xianda.storage.StorageSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What is set can be looked at, without what must stay secret. */
class SettingsApiTest {

  private final HttpReply told =
      xianda()
          .at("/api/v1/ops/settings")
          .withToken(Desk.of("zhou", "supervisor").token())
          .gets()
          .isOk();

  private JsonNode setting(String name) {
    return told.json()
        .path("settings")
        .valueStream()
        .filter(setting -> setting.path("name").asString().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + " is not in " + told.body()));
  }

  @Test
  void settingsAreToldByTheirNameInTheConfiguration() {
    assertThat(setting("xianda.desk.queue-limit").path("value").asInt()).isEqualTo(100);
    assertThat(setting("xianda.desk.accept").path("value").asString()).isEqualTo("PT30S");
    assertThat(setting("xianda.dialogue.risk.answer").path("value").asDouble()).isEqualTo(0.4);
    assertThat(setting("xianda.ticket.times.claim.normal.resolution").path("value").asString())
        .isEqualTo("PT2H");
    assertThat(setting("xianda.staffing.hours.[food_safety]").path("value").asString())
        .isEqualTo("all-day");
    assertThat(setting("xianda.risk.money").path("value").size()).isEqualTo(2);
  }

  @Test
  void ofKeysTokensAddressesAndPathsOnlyItIsToldWhetherTheyAreSet() {
    assertThat(setting("xianda.merchant.token").path("value").isNull()).isTrue();
    assertThat(setting("xianda.merchant.token").path("set").asBoolean()).isTrue();
    assertThat(setting("xianda.model.key").path("set").asBoolean()).isFalse();
    assertThat(told.body())
        .doesNotContain("token-of-the-tests", part(StorageSettings.class).keys().toString());
  }

  /** Whatever is added some day to a part that may hold a secret. */
  @Test
  void aTextOfAPartThatIsNotKnownToBePlainIsHidden() {
    record Added(String password, List<String> keys, Duration rest, Map<String, String> more) {}
    assertThat(
            Setting.of(
                "xianda.new",
                new Added(
                    "geheim", List.of("geheim"), Duration.ofSeconds(3), Map.of("one", "geheim"))))
        .extracting(Setting::name, Setting::kind)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("xianda.new.password", Setting.Kind.HIDDEN),
            org.assertj.core.groups.Tuple.tuple("xianda.new.keys", Setting.Kind.HIDDEN),
            org.assertj.core.groups.Tuple.tuple("xianda.new.rest", Setting.Kind.DURATION),
            org.assertj.core.groups.Tuple.tuple("xianda.new.more.one", Setting.Kind.HIDDEN));
    assertThat(Setting.of("xianda.new", new Added("", List.of(), Duration.ZERO, Map.of())))
        .noneMatch(setting -> String.valueOf(setting.value()).contains("geheim"));
  }
}
