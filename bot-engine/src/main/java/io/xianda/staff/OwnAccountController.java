package io.xianda.staff;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xianda.identity.StaffRole;
import io.xianda.identity.StaffTokens;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What everybody of the staff does with his own account. */
@RestController
@RequestMapping("/api/v1/staff")
@Tag(name = "staff")
@SecurityRequirement(name = "staff")
class OwnAccountController {

  private final Accounts accounts;
  private final OwnAccount own;

  OwnAccountController(Accounts accounts, OwnAccount own) {
    this.accounts = accounts;
    this.own = own;
  }

  /**
   * Who is asking.
   *
   * @param displayName as shoppers see it, {@code null} without a session
   * @param session that is used, {@code null} where the token was given without one
   */
  record Me(
      String name,
      @Nullable DisplayName displayName,
      List<StaffRole> roles,
      boolean newPasswordDue,
      @Nullable UUID session,
      @Nullable Instant expiresAt) {}

  record NewPassword(
      @NotNull @Size(max = 200) String current, @NotNull @Size(max = 200) String password) {

    /** Without the passwords, wherever it is printed. */
    @Override
    public String toString() {
      return "NewPassword";
    }
  }

  @GetMapping("/me")
  @Operation(summary = "Who is asking, and what she or he may do now")
  Me me(JwtAuthenticationToken who) {
    Jwt token = who.getToken();
    Optional<UUID> session = StaffTokens.session(token);
    Optional<Account> account = session.flatMap(_ -> accounts.find(name(token)));
    return new Me(
        Objects.requireNonNull(token.getSubject(), "a token names its account"),
        account.map(Account::displayName).orElse(null),
        account.map(known -> known.roles().stream().sorted().toList()).orElseGet(() -> roles(who)),
        account.map(Account::newPasswordDue).orElse(false),
        session.orElse(null),
        token.getExpiresAt());
  }

  @PutMapping("/me/password")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Choose another password; all other sessions of the account end")
  void changePassword(@Valid @RequestBody NewPassword wanted, JwtAuthenticationToken who) {
    own.changePassword(name(who.getToken()), session(who), wanted.current(), wanted.password());
  }

  @DeleteMapping("/sessions/current")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Log out: the token opens nothing any more")
  void logOut(JwtAuthenticationToken who) {
    own.logOut(name(who.getToken()), session(who));
  }

  private static AccountName name(Jwt token) {
    return new AccountName(Objects.requireNonNull(token.getSubject(), "a token names its account"));
  }

  private static UUID session(JwtAuthenticationToken who) {
    return StaffTokens.session(who.getToken())
        .orElseThrow(() -> new Refusal(StaffProblem.WITHOUT_SESSION));
  }

  private static List<StaffRole> roles(JwtAuthenticationToken who) {
    return who.getAuthorities().stream()
        .map(authority -> StaffRole.of(Objects.requireNonNull(authority.getAuthority())))
        .sorted()
        .toList();
  }
}
