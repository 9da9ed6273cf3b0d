package io.xianda.console;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xianda.identity.IdentitySettings;
import io.xianda.identity.Staff;
import io.xianda.identity.StaffRole;
import io.xianda.identity.StaffTokens;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where anybody of the demo's staff comes in without account, session or password. */
@RestController
@RequestMapping("/api/v1/demo/staff")
@Tag(name = "sessions")
class DemoStaffController {

  private final StaffTokens tokens;
  private final IdentitySettings settings;

  DemoStaffController(StaffTokens tokens, IdentitySettings settings) {
    this.tokens = tokens;
    this.settings = settings;
  }

  record Wanted(
      @NotNull @Size(max = 40) String name, @NotEmpty @Size(max = 5) Set<@NotNull StaffRole> roles)
      implements ConsoleBody {}

  record Session(String token, Instant expiresAt, String name, List<StaffRole> roles) {}

  @PostMapping
  @Operation(summary = "A token for an account of the demo's staff; 404 where this is not the demo")
  Session open(@Valid @RequestBody Wanted wanted) {
    if (!settings.demo()) {
      throw Refusal.of(ConsoleProblem.NOT_FOUND);
    }
    Staff staff = Refusal.unlessValid(() -> new Staff(wanted.name(), wanted.roles()));
    StaffTokens.Issued token = tokens.issue(staff, StaffTokens.LIFE);
    return new Session(
        token.value(), token.expiresAt(), staff.name(), List.copyOf(new TreeSet<>(staff.roles())));
  }
}
