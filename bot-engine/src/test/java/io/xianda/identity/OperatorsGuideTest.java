package io.xianda.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/api.md says of the staff's addresses is so. */
class OperatorsGuideTest {

  private static final Pattern ROW =
      Pattern.compile(
          "(?m)^\\| `(GET|POST|PUT|DELETE) (/api/v1/(?:kb|staff|desk|ops)/[^` ]+)` \\| ([a-z, ]+) \\|");
  private static final Pattern CURL =
      Pattern.compile("curl -s \\$API(/(?:kb|staff|desk|ops)/[^ ?\"]+)");

  private final String guide;

  OperatorsGuideTest() throws IOException {
    guide = Files.readString(Path.of("../docs/api.md"));
  }

  @Test
  void theTableOfTheGuideIsTheTableOfTheService() {
    Set<String> told =
        ROW.matcher(guide)
            .results()
            .map(row -> row.group(1) + " " + row.group(2) + " " + row.group(3))
            .collect(Collectors.toSet());
    Set<String> held =
        Stream.concat(
                StaffDoors.TABLE.stream()
                    .map(door -> "%s %s %s".formatted(door.method(), door.path(), who(door))),
                OpenDoors.TABLE.stream()
                    .filter(door -> StaffDoors.leadTo(door.path()))
                    .map(door -> "%s %s nobody yet".formatted(door.method(), door.path())))
            .collect(Collectors.toSet());
    assertThat(told).isEqualTo(held);
  }

  @Test
  void theExamplesAskForWhatThereIs() {
    Set<String> paths =
        Stream.concat(
                StaffDoors.TABLE.stream().map(StaffDoors.Door::path),
                OpenDoors.TABLE.stream().map(OpenDoors.Door::path))
            .collect(Collectors.toSet());
    assertThat(CURL.matcher(guide).results().map(OperatorsGuideTest::path))
        .hasSizeGreaterThan(3)
        .allSatisfy(path -> assertThat(paths).contains(path));
  }

  private static String path(MatchResult example) {
    return "/api/v1"
        + example
            .group(1)
            .replace("$ITEM", "{item}")
            .replace("$ACCOUNT", "{account}")
            .replace("$CONVERSATION", "{conversation}");
  }

  private static String who(StaffDoors.Door door) {
    if (door.roles().size() == StaffRole.values().length) {
      return "everybody";
    }
    return door.roles().contains(StaffRole.OPERATOR) && !door.roles().contains(StaffRole.SUPERVISOR)
        ? "all"
        : door.roles().stream().sorted().map(StaffRole::word).collect(Collectors.joining(", "));
  }
}
