package io.xianda.console;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.springframework.boot.context.properties.ConfigurationPropertiesBean;
import org.springframework.context.ApplicationContext;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * How this service is set, to be looked at; what is to be changed is changed where it is deployed.
 */
@RestController
@RequestMapping("/api/v1/ops/settings")
@Tag(name = "settings")
@SecurityRequirement(name = "staff")
class SettingsController {

  private static final String OURS = "xianda.";

  private final ApplicationContext parts;

  SettingsController(ApplicationContext parts) {
    this.parts = parts;
  }

  /** All that is set, part by part. */
  record Shown(List<Setting> settings) {}

  @GetMapping
  @Operation(summary = "What is in force on this node, by its name in the configuration")
  Shown show() {
    return new Shown(
        ConfigurationPropertiesBean.getAll(parts).values().stream()
            .filter(part -> part.getAnnotation().prefix().startsWith(OURS))
            .sorted(Comparator.comparing(part -> part.getAnnotation().prefix()))
            .flatMap(part ->
                Setting.of(
                    part.getAnnotation().prefix(), Objects.requireNonNull(part.getInstance()))
                    .stream())
            .toList());
  }
}
