package io.xianda.staff;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xianda.identity.StaffRole;
import io.xianda.identity.StaffTokens;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where somebody of the staff comes in. */
@RestController
@RequestMapping("/api/v1/staff/sessions")
@Tag(name = "staff")
class LogInController {

  private final LogIn logIn;
  private final LoginLimit limit;
  private final StaffTokens tokens;

  LogInController(LogIn logIn, LoginLimit limit, StaffTokens tokens) {
    this.logIn = logIn;
    this.limit = limit;
    this.tokens = tokens;
  }

  record Credentials(
      @NotNull @Size(max = 64) String name, @NotNull @Size(max = 200) String password) {

    /** Without the password, wherever it is printed. */
    @Override
    public String toString() {
      return "Credentials";
    }
  }

  record Opened(
      String token,
      Instant expiresAt,
      AccountName name,
      DisplayName displayName,
      List<StaffRole> roles,
      boolean newPasswordDue) {}

  @PostMapping
  @Operation(summary = "Log in: a token for a name and a password")
  Opened open(@Valid @RequestBody Credentials typed, HttpServletRequest request) {
    limit.take(request.getRemoteAddr());
    LogIn.LoggedIn in =
        logIn
            .with(typed.name(), typed.password())
            .orElseThrow(() -> new Refusal(StaffProblem.LOGIN_REFUSED));
    Account account = in.account();
    StaffTokens.Issued token =
        tokens.issue(account.name().value(), in.session().id(), in.session().expiresAt());
    return new Opened(
        token.value(),
        token.expiresAt(),
        account.name(),
        account.displayName(),
        account.roles().stream().sorted().toList(),
        account.newPasswordDue());
  }
}
