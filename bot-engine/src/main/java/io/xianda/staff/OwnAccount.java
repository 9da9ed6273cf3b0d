package io.xianda.staff;

import io.xianda.audit.AuditLog;
import io.xianda.audit.Deed;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What everybody does with his own account. */
@Component
class OwnAccount {

  private final Accounts accounts;
  private final Sessions sessions;
  private final Passwords passwords;
  private final CheckPassword check;
  private final AuditLog audit;

  OwnAccount(
      Accounts accounts,
      Sessions sessions,
      Passwords passwords,
      CheckPassword check,
      AuditLog audit) {
    this.accounts = accounts;
    this.sessions = sessions;
    this.passwords = passwords;
    this.check = check;
    this.audit = audit;
  }

  /** Ends the session that is used. */
  @Transactional
  public void logOut(AccountName name, UUID session) {
    if (sessions.revoke(name, session)) {
      audit.record(
          new Deed(name.value(), "logout", name.subject()).with("session", session.toString()));
    }
  }

  /**
   * Chooses another password, which ends all other sessions. A wrong current one counts like at the
   * log-in: whoever finds a session open must not guess on.
   *
   * @param session that stays
   * @throws Refusal when the current one is wrong, or the new one may not be chosen
   */
  void changePassword(AccountName name, UUID session, String current, String chosen) {
    if (!passwords.mayBeChosen(name, chosen) || chosen.equals(current)) {
      throw new Refusal(StaffProblem.WEAK_PASSWORD);
    }
    if (accounts.find(name).filter(Account::demo).isPresent()) {
      // The next visitor of the demo could not log in.
      throw new Refusal(StaffProblem.DEMO_ACCOUNT);
    }
    Optional<String> hash = accounts.passwordHash(name);
    boolean same = passwords.matches(current, hash);
    String next = passwords.hash(chosen);
    Optional<Account> changed =
        check.decide(
            name,
            hash,
            same,
            account -> {
              accounts.setPassword(name, next, false);
              int ended = sessions.revokeAll(name, Optional.of(session));
              sessions.forget(name);
              audit.record(
                  new Deed(name.value(), "password-changed", name.subject())
                      .with("sessionsEnded", String.valueOf(ended)));
              return account;
            });
    if (changed.isEmpty()) {
      throw new Refusal(StaffProblem.WRONG_PASSWORD);
    }
  }
}
