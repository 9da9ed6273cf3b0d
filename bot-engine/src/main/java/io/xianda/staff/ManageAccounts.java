package io.xianda.staff;

import io.xianda.audit.AuditLog;
import io.xianda.audit.Deed;
import io.xianda.identity.StaffRole;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What admins do to accounts. Every change is written down with the admin who made it, and holds on
 * this node when the call returns.
 */
@Component
class ManageAccounts {

  private final Accounts accounts;
  private final Sessions sessions;
  private final Passwords passwords;
  private final AuditLog audit;
  private final TransactionTemplate transaction;

  ManageAccounts(
      Accounts accounts,
      Sessions sessions,
      Passwords passwords,
      AuditLog audit,
      TransactionTemplate transaction) {
    this.accounts = accounts;
    this.sessions = sessions;
    this.passwords = passwords;
    this.audit = audit;
    this.transaction = transaction;
  }

  /**
   * An account and the password that was given to it.
   *
   * @param password to be told once; nobody can read it again
   */
  record Given(Account account, String password) {}

  /**
   * A new account with a password that has to be changed at the first log-in.
   *
   * @throws Refusal when there is one of this name
   */
  Given create(AccountName admin, AccountName name, DisplayName displayName, Set<StaffRole> roles) {
    String password = passwords.given();
    // Hashing takes long, and is none of the database's business.
    String hash = passwords.hash(password);
    return transaction.execute(_ -> {
      if (!accounts.add(name, displayName, roles, hash, true, false)) {
        throw new Refusal(StaffProblem.ACCOUNT_EXISTS);
      }
      audit.record(
          new Deed(admin.value(), "account-created", name.subject()).with("roles", words(roles)));
      return new Given(existing(name), password);
    });
  }

  /**
   * Another name to be shown, or other roles; the latter count from the next request on.
   *
   * @param version that the admin has seen
   * @throws Refusal when there is no such account, somebody was faster, or no admin would be left
   */
  Account change(
      AccountName admin,
      AccountName name,
      long version,
      DisplayName displayName,
      Set<StaffRole> roles) {
    return transaction.execute(_ -> {
      Account before = lockedWithAll(name);
      if (before.version() != version) {
        throw new Refusal(StaffProblem.ACCOUNT_CHANGED);
      }
      accounts.change(name, displayName, roles, before.disabled());
      requireAnAdmin(before);
      sessions.forget(name);
      Deed deed =
          new Deed(admin.value(), "account-changed", name.subject())
              .with("roles", words(roles))
              .with("rolesBefore", words(before.roles()));
      // That it was changed is told, and not to what: it may be the name of a person.
      audit.record(
          deed.with(
              "displayName", before.displayName().equals(displayName) ? "unchanged" : "changed"));
      return existing(name);
    });
  }

  /**
   * Nobody can use the account any more, and all its sessions end. A second time has no effect.
   *
   * @throws Refusal when there is no such account, or no admin would be left
   */
  Account disable(AccountName admin, AccountName name) {
    return transaction.execute(_ -> {
      Account before = lockedWithAll(name);
      if (before.disabled()) {
        return before;
      }
      accounts.change(name, before.displayName(), before.roles(), true);
      requireAnAdmin(before);
      int ended = sessions.revokeAll(name, Optional.empty());
      audit.record(
          new Deed(admin.value(), "account-disabled", name.subject())
              .with("sessionsEnded", String.valueOf(ended)));
      return existing(name);
    });
  }

  /**
   * The account can be used again. A second time has no effect.
   *
   * @throws Refusal when there is no such account
   */
  Account enable(AccountName admin, AccountName name) {
    return transaction.execute(_ -> {
      Account before = locked(name);
      if (!before.disabled()) {
        return before;
      }
      accounts.change(name, before.displayName(), before.roles(), false);
      audit.record(new Deed(admin.value(), "account-enabled", name.subject()));
      return existing(name);
    });
  }

  /**
   * Another password, which has to be changed at the next log-in. All sessions end, and a lock
   * after wrong passwords is gone.
   *
   * @throws Refusal when there is no such account, or it is the demo's
   */
  Given resetPassword(AccountName admin, AccountName name) {
    String password = passwords.given();
    String hash = passwords.hash(password);
    return transaction.execute(_ -> {
      if (locked(name).demo()) {
        throw new Refusal(StaffProblem.DEMO_ACCOUNT);
      }
      accounts.setPassword(name, hash, true);
      int ended = sessions.revokeAll(name, Optional.empty());
      audit.record(
          new Deed(admin.value(), "password-reset", name.subject())
              .with("sessionsEnded", String.valueOf(ended)));
      return new Given(existing(name), password);
    });
  }

  /**
   * Ends one session. A second time has no effect.
   *
   * @throws Refusal when the account has no such session
   */
  void revoke(AccountName admin, AccountName name, UUID session) {
    transaction.executeWithoutResult(_ -> {
      var _ = locked(name);
      if (sessions.revoke(name, session)) {
        audit.record(
            new Deed(admin.value(), "session-revoked", name.subject())
                .with("session", session.toString()));
      } else if (sessions.of(name).stream().noneMatch(known -> known.id().equals(session))) {
        throw new Refusal(StaffProblem.NO_SESSION);
      }
    });
  }

  /**
   * Ends all sessions of an account.
   *
   * @throws Refusal when there is no such account
   */
  void revokeAll(AccountName admin, AccountName name) {
    transaction.executeWithoutResult(_ -> {
      var _ = locked(name);
      int ended = sessions.revokeAll(name, Optional.empty());
      if (ended > 0) {
        audit.record(
            new Deed(admin.value(), "sessions-revoked", name.subject())
                .with("sessionsEnded", String.valueOf(ended)));
      }
    });
  }

  private Account locked(AccountName name) {
    return accounts.lock(name).orElseThrow(() -> new Refusal(StaffProblem.NO_ACCOUNT));
  }

  /** Two admins who take the role from each other at once must not both succeed. */
  private Account lockedWithAll(AccountName name) {
    accounts.lockAll();
    return locked(name);
  }

  private Account existing(AccountName name) {
    return accounts.find(name).orElseThrow(() -> new Refusal(StaffProblem.NO_ACCOUNT));
  }

  private void requireAnAdmin(Account before) {
    // Where there is none yet, as in the demo, nobody is kept from changing others.
    boolean wasOne =
        before.roles().contains(StaffRole.ADMIN) && !before.disabled() && !before.demo();
    if (wasOne && accounts.admins() == 0) {
      throw new Refusal(StaffProblem.LAST_ADMIN);
    }
  }

  private static String words(Set<StaffRole> roles) {
    return roles.stream().sorted().map(StaffRole::word).collect(Collectors.joining(" "));
  }
}
