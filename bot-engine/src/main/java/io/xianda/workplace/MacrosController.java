package io.xianda.workplace;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xianda.conversation.Conversation;
import io.xianda.macro.Macro;
import io.xianda.macro.MacroStep;
import io.xianda.macro.Macros;
import io.xianda.ticket.TicketKind;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Several things at once: supervisors write macros, agents run them. */
@RestController
@RequestMapping("/api/v1/desk")
@Tag(name = "desk")
@SecurityRequirement(name = "staff")
class MacrosController {

  private final Macros macros;
  private final Sight sight;
  private final RunMacro run;

  MacrosController(Macros macros, Sight sight, RunMacro run) {
    this.macros = macros;
    this.sight = sight;
    this.run = run;
  }

  record Listed(List<Macro> macros) {}

  /**
   * One step; exactly one of the three.
   *
   * @param say a text with gaps
   * @param ticket what is left to be done later
   * @param close outcome and category
   */
  record Step(
      @Nullable @Size(max = 2000) String say,
      @Nullable @Valid LeaveTicket ticket,
      ServeController.@Nullable @Valid Close close) {

    MacroStep step() {
      List<MacroStep> steps = new ArrayList<>();
      if (say != null) {
        steps.add(new MacroStep.Say(say));
      }
      if (ticket != null) {
        steps.add(new MacroStep.OpenTicket(ticket.group(), ticket.kind(), ticket.text()));
      }
      if (close != null) {
        steps.add(new MacroStep.Close(close.outcome().outcome(), close.category()));
      }
      if (steps.size() != 1) {
        throw new IllegalArgumentException("a step does one thing");
      }
      return steps.getFirst();
    }
  }

  record LeaveTicket(
      @NotBlank @Size(max = 40) String group,
      @NotNull TicketKind kind,
      @NotBlank @Size(max = 500) String text) {}

  record Wanted(
      @NotNull @Min(0) Long version,
      @NotBlank @Size(max = 40) String name,
      @NotEmpty @Size(max = 10) List<@NotNull @Valid Step> steps) {}

  record Run(
      @NotNull @Pattern(regexp = "[A-Za-z0-9_-]{1,48}") String clientMessageId,
      @Nullable @Size(max = 40) String order) {}

  @GetMapping("/macros")
  @Operation(summary = "What can be done at once")
  Listed all() {
    return new Listed(macros.all());
  }

  @PutMapping("/macros/{macro}")
  @Operation(summary = "A new one under an id of the client's, or a change of the version seen")
  Macro save(
      @PathVariable UUID macro, @Valid @RequestBody Wanted wanted, JwtAuthenticationToken who) {
    Macro fresh =
        Reading.orInvalid(() ->
            new Macro(
                macro,
                wanted.name().strip(),
                wanted.steps().stream().map(Step::step).toList(),
                wanted.version()));
    return macros.save(Me.of(who).agent(), fresh);
  }

  @DeleteMapping("/macros/{macro}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Delete one; what is gone is gone already")
  void delete(@PathVariable UUID macro, @RequestParam @Min(1) long version) {
    macros.delete(macro, version);
  }

  @PostMapping("/conversations/{conversation}/macros/{macro}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "All steps or none; the same client message id again changes nothing")
  void run(
      @PathVariable UUID conversation,
      @PathVariable UUID macro,
      @Valid @RequestBody Run wanted,
      JwtAuthenticationToken who) {
    Me me = Me.of(who);
    Conversation seen = sight.of(me, conversation);
    Macro found =
        macros.find(macro).orElseThrow(() -> new DeskProblemException(DeskProblem.UNKNOWN));
    run.run(me, seen, found, wanted.clientMessageId(), wanted.order());
  }
}
