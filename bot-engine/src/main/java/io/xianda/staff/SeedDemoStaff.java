package io.xianda.staff;

import io.xianda.audit.AuditLog;
import io.xianda.audit.Deed;
import io.xianda.identity.IdentitySettings;
import java.util.List;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes the accounts of the demo's staff that are not there yet, where this is the demo. */
@Component
class SeedDemoStaff implements ApplicationRunner {

  private final Accounts accounts;
  private final Passwords passwords;
  private final AuditLog audit;
  private final IdentitySettings identity;
  private final TransactionTemplate transaction;

  SeedDemoStaff(
      Accounts accounts,
      Passwords passwords,
      AuditLog audit,
      IdentitySettings identity,
      TransactionTemplate transaction) {
    this.accounts = accounts;
    this.passwords = passwords;
    this.audit = audit;
    this.identity = identity;
    this.transaction = transaction;
  }

  @Override
  public void run(ApplicationArguments arguments) {
    if (identity.demo()) {
      seed(DemoStaff.shipped());
    }
  }

  private void seed(DemoStaff staff) {
    List<DemoStaff.DemoAccount> missing =
        staff.accounts().stream().filter(demo -> accounts.find(demo.name()).isEmpty()).toList();
    if (missing.isEmpty()) {
      return;
    }
    // One hash for all: a salt of one's own protects no password that everybody knows.
    String hash = passwords.hash(staff.password());
    transaction.executeWithoutResult(_ -> {
      for (DemoStaff.DemoAccount demo : missing) {
        if (accounts.add(demo.name(), demo.displayName(), demo.roles(), hash, false, true)) {
          audit.record(
              new Deed(Deed.NOBODY, "account-created", demo.name().subject()).with("why", "demo"));
        }
      }
    });
  }
}
