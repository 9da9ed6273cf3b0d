package io.xianda.staff;

import io.xianda.audit.AuditLog;
import io.xianda.audit.Deed;
import io.xianda.identity.StaffRole;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Makes the account that makes all others, when nobody has one but the demo's staff. Of several
 * nodes that start at once one makes it.
 */
@Component
public class FirstAdmin {

  /** The name of the account. */
  public static final String NAME = "admin";

  private final Accounts accounts;
  private final Passwords passwords;
  private final AuditLog audit;

  FirstAdmin(Accounts accounts, Passwords passwords, AuditLog audit) {
    this.accounts = accounts;
    this.passwords = passwords;
    this.audit = audit;
  }

  /**
   * The password of the account if it was made now, nothing if there was somebody. It is stored
   * nowhere: whoever loses it takes a token from the command line and resets it. It has to be
   * changed at the first log-in.
   */
  @Transactional
  public Optional<String> make() {
    accounts.lockAll();
    if (!accounts.nobodyHasOne()) {
      return Optional.empty();
    }
    String password = passwords.given();
    var name = new AccountName(NAME);
    boolean made =
        accounts.add(
            name,
            new DisplayName(NAME),
            Set.of(StaffRole.ADMIN),
            passwords.hash(password),
            true,
            false);
    if (!made) {
      return Optional.empty();
    }
    audit.record(
        new Deed(Deed.NOBODY, "account-created", name.subject())
            .with("roles", StaffRole.ADMIN.word()));
    return Optional.of(password);
  }
}
