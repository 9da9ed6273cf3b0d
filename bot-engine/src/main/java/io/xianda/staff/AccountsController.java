package io.xianda.staff;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xianda.identity.StaffRole;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
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

/** What admins do to accounts. */
@RestController
@RequestMapping("/api/v1/staff/accounts")
@Tag(name = "staff")
@SecurityRequirement(name = "staff")
class AccountsController {

  private final Accounts accounts;
  private final Sessions sessions;
  private final ManageAccounts manage;
  private final Clock clock;

  AccountsController(Accounts accounts, Sessions sessions, ManageAccounts manage, Clock clock) {
    this.accounts = accounts;
    this.sessions = sessions;
    this.manage = manage;
    this.clock = clock;
  }

  record NewAccount(
      @NotNull @Size(max = 40) String name,
      @NotNull @Size(max = 40) String displayName,
      @NotEmpty @Size(max = 5) Set<@NotNull StaffRole> roles) {}

  record ChangedAccount(
      @NotNull Long version,
      @NotNull @Size(max = 40) String displayName,
      @NotEmpty @Size(max = 5) Set<@NotNull StaffRole> roles) {}

  /**
   * An account.
   *
   * @param lockedUntil {@code null} when it is not locked now
   * @param version to be sent with the next change
   */
  record Shown(
      AccountName name,
      DisplayName displayName,
      List<StaffRole> roles,
      boolean newPasswordDue,
      boolean disabled,
      boolean demo,
      @Nullable Instant lockedUntil,
      long version,
      Instant createdAt,
      Instant changedAt) {}

  /** An account with the password that was given to it, which is told only here. */
  record WithPassword(Shown account, String password) {

    /** Without the password, wherever it is printed. */
    @Override
    public String toString() {
      return "WithPassword";
    }
  }

  record Page(List<Shown> accounts, @Nullable String next) {}

  record AllSessions(List<Session> sessions) {}

  @GetMapping
  @Operation(summary = "Accounts by name")
  Page list(
      @RequestParam(defaultValue = "") @Size(max = 40) String after,
      @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit) {
    Refusal.unlessValid(() -> after.isEmpty() ? after : new AccountName(after).value());
    List<Account> page = accounts.page(after, limit);
    return new Page(
        page.stream().map(this::shown).toList(),
        page.size() < limit ? null : page.getLast().name().value());
  }

  @PostMapping
  @Operation(summary = "A new account; its first password is told only here")
  WithPassword create(@Valid @RequestBody NewAccount wanted, @AuthenticationPrincipal Jwt token) {
    return shown(
        manage.create(
            admin(token),
            Refusal.unlessValid(() -> new AccountName(wanted.name())),
            Refusal.unlessValid(() -> new DisplayName(wanted.displayName())),
            wanted.roles()));
  }

  @GetMapping("/{account}")
  @Operation(summary = "One account")
  Shown one(@PathVariable("account") String account) {
    return shown(existing(account));
  }

  @PutMapping("/{account}")
  @Operation(summary = "Change the shown name and the roles, which count from the next request on")
  Shown change(
      @PathVariable("account") String account,
      @Valid @RequestBody ChangedAccount wanted,
      @AuthenticationPrincipal Jwt token) {
    return shown(
        manage.change(
            admin(token),
            name(account),
            wanted.version(),
            Refusal.unlessValid(() -> new DisplayName(wanted.displayName())),
            wanted.roles()));
  }

  @PostMapping("/{account}/disable")
  @Operation(summary = "Nobody can use the account any more; its sessions end")
  Shown disable(@PathVariable("account") String account, @AuthenticationPrincipal Jwt token) {
    return shown(manage.disable(admin(token), name(account)));
  }

  @PostMapping("/{account}/enable")
  @Operation(summary = "The account can be used again")
  Shown enable(@PathVariable("account") String account, @AuthenticationPrincipal Jwt token) {
    return shown(manage.enable(admin(token), name(account)));
  }

  @PostMapping("/{account}/password")
  @Operation(summary = "Another password, told only here; sessions end, and a lock is gone")
  WithPassword resetPassword(
      @PathVariable("account") String account, @AuthenticationPrincipal Jwt token) {
    return shown(manage.resetPassword(admin(token), name(account)));
  }

  @GetMapping("/{account}/sessions")
  @Operation(summary = "The newest 200 sessions of an account")
  AllSessions sessions(@PathVariable("account") String account) {
    return new AllSessions(sessions.of(existing(account).name()));
  }

  @DeleteMapping("/{account}/sessions")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "End all sessions of an account")
  void revokeAll(@PathVariable("account") String account, @AuthenticationPrincipal Jwt token) {
    manage.revokeAll(admin(token), name(account));
  }

  @DeleteMapping("/{account}/sessions/{session}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "End one session")
  void revoke(
      @PathVariable("account") String account,
      @PathVariable("session") UUID session,
      @AuthenticationPrincipal Jwt token) {
    manage.revoke(admin(token), name(account), session);
  }

  private Account existing(String account) {
    return accounts.find(name(account)).orElseThrow(() -> new Refusal(StaffProblem.NO_ACCOUNT));
  }

  private WithPassword shown(ManageAccounts.Given given) {
    return new WithPassword(shown(given.account()), given.password());
  }

  private Shown shown(Account account) {
    return new Shown(
        account.name(),
        account.displayName(),
        account.roles().stream().sorted().toList(),
        account.newPasswordDue(),
        account.disabled(),
        account.demo(),
        account.isLocked(clock.instant()) ? account.lockedUntil() : null,
        account.version(),
        account.createdAt(),
        account.changedAt());
  }

  private static AccountName admin(Jwt token) {
    return new AccountName(Objects.requireNonNull(token.getSubject(), "a token names its account"));
  }

  /** What could be no name is the name of no account. */
  private static AccountName name(String account) {
    try {
      return new AccountName(account);
    } catch (IllegalArgumentException e) {
      throw new Refusal(StaffProblem.NO_ACCOUNT);
    }
  }
}
