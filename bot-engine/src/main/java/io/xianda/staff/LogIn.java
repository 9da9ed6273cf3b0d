package io.xianda.staff;

import io.xianda.audit.AuditLog;
import io.xianda.audit.Deed;
import io.xianda.identity.Staff;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Opens a session for a name and a password. */
@Component
class LogIn {

  /** No account has it, but looking for it takes the same time. */
  private static final AccountName NOBODY = new AccountName(".");

  private final Accounts accounts;
  private final Sessions sessions;
  private final Passwords passwords;
  private final CheckPassword check;
  private final AuditLog audit;

  LogIn(
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

  /** Somebody who has just logged in. */
  record LoggedIn(Account account, Session session) {}

  /** A session, or nothing; why not is told to nobody, and takes the same time whatever it is. */
  Optional<LoggedIn> with(String typedName, String password) {
    AccountName name = Staff.isName(typedName) ? new AccountName(typedName) : NOBODY;
    Optional<String> hash = accounts.passwordHash(name);
    boolean same = passwords.matches(password, hash);
    return check.decide(
        name,
        hash,
        same,
        account -> {
          Session session = sessions.open(name);
          audit.record(
              new Deed(name.value(), "login", name.subject())
                  .with("session", session.id().toString()));
          return new LoggedIn(account, session);
        });
  }
}
