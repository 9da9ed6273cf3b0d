package io.xianda.insight;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What was measured before it was shipped. */
@RestController
@RequestMapping("/api/v1/ops")
@Tag(name = "reports")
@SecurityRequirement(name = "staff")
class EvaluationsController {

  private final Evaluations evaluations;

  EvaluationsController(Evaluations evaluations) {
    this.evaluations = evaluations;
  }

  @GetMapping("/evaluations")
  @Operation(summary = "The measurements of the bot over time, the oldest first")
  Evaluations.History evaluations() {
    return evaluations.read();
  }
}
