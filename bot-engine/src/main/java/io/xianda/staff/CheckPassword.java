package io.xianda.staff;

import io.xianda.audit.AuditLog;
import io.xianda.audit.Deed;
import io.xianda.identity.IdentitySettings;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Decides what a password opens. Comparing takes long and happens outside of any transaction; this
 * decides under the lock of the account what the comparison counts for, so that of many tries at
 * once no more count than the lock-out allows.
 */
@Component
class CheckPassword {

  private final Accounts accounts;
  private final AuditLog audit;
  private final StaffSettings settings;
  private final IdentitySettings identity;
  private final Clock clock;

  CheckPassword(
      Accounts accounts,
      AuditLog audit,
      StaffSettings settings,
      IdentitySettings identity,
      Clock clock) {
    this.accounts = accounts;
    this.audit = audit;
    this.settings = settings;
    this.identity = identity;
    this.clock = clock;
  }

  /** Why nothing is opened; told to admins alone. */
  private enum Why {
    DEMO,
    DISABLED,
    LOCKED,
    WRONG
  }

  /**
   * Counts a try, and does what it opens in the same transaction.
   *
   * @param compared the hash that the given password was compared with
   * @param same whether they matched
   * @param opens what is done with the account when it was right
   * @return what came of it, or nothing when the try is refused
   */
  @Transactional
  public <T> Optional<T> decide(
      AccountName name, Optional<String> compared, boolean same, Function<Account, T> opens) {
    Optional<Account> known = accounts.lock(name);
    if (known.isEmpty()) {
      // What was typed in place of a name may be anything, even a password.
      audit.record(
          new Deed(Deed.NOBODY, "login-refused", "account:unknown").with("why", "unknown"));
      return Optional.empty();
    }
    Account account = known.get();
    // A password that was changed meanwhile is not the one that was compared.
    boolean right = same && compared.equals(accounts.passwordHash(name));
    Optional<Why> why = why(account, right);
    if (why.isEmpty()) {
      accounts.forgetWrongPasswords(name);
      return Optional.of(opens.apply(account));
    }
    refuse(account, why.get());
    return Optional.empty();
  }

  /** The rules, the first that applies counts. */
  private Optional<Why> why(Account account, boolean right) {
    if (account.demo() && !identity.demo()) {
      return Optional.of(Why.DEMO); // everybody knows its password
    }
    if (account.disabled()) {
      return Optional.of(Why.DISABLED);
    }
    if (account.isLocked(clock.instant())) {
      return Optional.of(Why.LOCKED); // also with the right password, which may have been guessed
    }
    return right ? Optional.empty() : Optional.of(Why.WRONG);
  }

  private void refuse(Account account, Why why) {
    AccountName name = account.name();
    switch (why) {
      case DEMO -> record(name, "demo");
      case DISABLED -> record(name, "disabled");
      case LOCKED -> record(name, "locked");
      case WRONG -> {
        record(name, "wrong-password");
        if (accounts.countWrongPassword(
            name, settings.wrongPasswords(), settings.wrongWithin(), settings.lockedFor())) {
          audit.record(new Deed(Deed.NOBODY, "account-locked", name.subject()));
        }
      }
    }
  }

  private void record(AccountName name, String why) {
    audit.record(new Deed(Deed.NOBODY, "login-refused", name.subject()).with("why", why));
  }
}
