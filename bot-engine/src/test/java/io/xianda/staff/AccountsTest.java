package io.xianda.staff;

import static io.xianda.staff.StaffDatabase.ADMIN;
import static io.xianda.staff.StaffDatabase.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import io.xianda.audit.Deed;
import io.xianda.identity.StaffRole;
import io.xianda.identity.StaffSessions;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.DefaultApplicationArguments;

/** What admins do to accounts, and when it counts. */
class AccountsTest {

  private static final String PASSWORD = "a right password";
  private static final DisplayName NAME = new DisplayName("小测");

  private static final StaffDatabase DATABASE = new StaffDatabase(false);

  private final ManageAccounts admin = DATABASE.admin();

  @BeforeEach
  void aShop() {
    DATABASE.startsAnew();
  }

  @AfterAll
  static void noMore() throws IOException {
    DATABASE.close();
  }

  @Test
  void aGivenPasswordOpensNothingButItsOwnChange() {
    ManageAccounts.Given given =
        admin.create(ADMIN, new AccountName("li"), NAME, Set.of(StaffRole.AGENT));
    assertThat(given.password()).hasSize(20);
    UUID session = DATABASE.logsIn("li", given.password()).orElseThrow();
    assertThat(DATABASE.here(session)).get().matches(StaffSessions.Holder::newPasswordDue);

    DATABASE
        .part(OwnAccount.class)
        .changePassword(new AccountName("li"), session, given.password(), PASSWORD);

    assertThat(DATABASE.here(session)).get().matches(holder -> !holder.newPasswordDue());
    assertThat(DATABASE.deeds(new AccountName("li")))
        .extracting(Deed::action)
        .containsExactly("account-created", "login", "password-changed");
    assertThat(DATABASE.deeds(new AccountName("li")).toString())
        .doesNotContain(given.password(), PASSWORD, NAME.value());
  }

  @Test
  void aRoleThatIsTakenAwayIsGoneHereAtOnceAndElsewhereWithinTwoSeconds() {
    AccountName li = DATABASE.account("li", PASSWORD, StaffRole.AGENT, StaffRole.SUPERVISOR);
    UUID session = DATABASE.logsIn("li", PASSWORD).orElseThrow();
    assertThat(roles(session)).contains(StaffRole.SUPERVISOR);
    assertThat(DATABASE.elsewhere(session)).isPresent();

    var _ = admin.change(ADMIN, li, 1, NAME, Set.of(StaffRole.AGENT));

    assertThat(roles(session)).containsExactly(StaffRole.AGENT);
    DATABASE.passes(Duration.ofSeconds(2));
    assertThat(DATABASE.elsewhere(session).orElseThrow().staff().roles())
        .containsExactly(StaffRole.AGENT);
    assertThat(DATABASE.deeds(li).getLast())
        .isEqualTo(
            new Deed("root", "account-changed", "account:li")
                .with("roles", "agent")
                .with("rolesBefore", "agent supervisor")
                .with("displayName", "unchanged"));
  }

  @Test
  void aRevokedSessionIsOverHereAtOnceAndElsewhereWithinTwoSeconds() {
    AccountName li = DATABASE.account("li", PASSWORD, StaffRole.AGENT);
    UUID session = DATABASE.logsIn("li", PASSWORD).orElseThrow();
    UUID other = DATABASE.logsIn("li", PASSWORD).orElseThrow();
    assertThat(DATABASE.here(session)).isPresent();
    assertThat(DATABASE.elsewhere(session)).isPresent();

    admin.revoke(ADMIN, li, session);
    admin.revoke(ADMIN, li, session);

    assertThat(DATABASE.here(session)).isEmpty();
    assertThat(DATABASE.here(other)).isPresent();
    DATABASE.passes(Duration.ofSeconds(2));
    assertThat(DATABASE.elsewhere(session)).isEmpty();
    assertThat(DATABASE.deeds(li))
        .filteredOn(deed -> deed.action().equals("session-revoked"))
        .hasSize(1);
    refuses(StaffProblem.NO_SESSION, () -> admin.revoke(ADMIN, li, UUID.randomUUID()));
  }

  @Test
  void aSessionIsRevokedOnlyWithItsOwnAccount() {
    DATABASE.account("li", PASSWORD, StaffRole.AGENT);
    AccountName wang = DATABASE.account("wang", PASSWORD, StaffRole.AGENT);
    UUID session = DATABASE.logsIn("li", PASSWORD).orElseThrow();

    refuses(StaffProblem.NO_SESSION, () -> admin.revoke(ADMIN, wang, session));

    assertThat(DATABASE.here(session)).isPresent();
  }

  @Test
  void aDisabledAccountHasNoSessionsAndGetsNoneUntilItIsEnabled() {
    AccountName li = DATABASE.account("li", PASSWORD, StaffRole.AGENT);
    UUID session = DATABASE.logsIn("li", PASSWORD).orElseThrow();
    assertThat(DATABASE.here(session)).isPresent();

    var _ = admin.disable(ADMIN, li);
    assertThat(DATABASE.here(session)).isEmpty();
    assertThat(DATABASE.logsIn("li", PASSWORD)).isEmpty();

    var _ = admin.enable(ADMIN, li);
    assertThat(DATABASE.here(session)).isEmpty();
    assertThat(DATABASE.logsIn("li", PASSWORD)).isPresent();
  }

  @Test
  void aResetEndsSessionsAndTheLockAndGivesAPasswordOnce() {
    AccountName li = DATABASE.account("li", PASSWORD, StaffRole.AGENT);
    UUID session = DATABASE.logsIn("li", PASSWORD).orElseThrow();
    for (int i = 0; i < 5; i++) {
      assertThat(DATABASE.logsIn("li", "a wrong password")).isEmpty();
    }

    String given = admin.resetPassword(ADMIN, li).password();

    assertThat(DATABASE.here(session)).isEmpty();
    assertThat(DATABASE.logsIn("li", PASSWORD)).isEmpty();
    UUID next = DATABASE.logsIn("li", given).orElseThrow();
    assertThat(DATABASE.here(next)).get().matches(StaffSessions.Holder::newPasswordDue);
  }

  @Test
  void aNameIsGivenOnce() {
    var _ = admin.create(ADMIN, new AccountName("li"), NAME, Set.of(StaffRole.AGENT));

    refuses(
        StaffProblem.ACCOUNT_EXISTS,
        () -> admin.create(ADMIN, new AccountName("li"), NAME, Set.of(StaffRole.ADMIN)));
    assertThat(DATABASE.find(new AccountName("li")).roles()).containsExactly(StaffRole.AGENT);
  }

  @Test
  void whoIsLateSeesThatSomebodyWasFaster() {
    AccountName li = DATABASE.account("li", PASSWORD, StaffRole.AGENT);
    var _ = admin.change(ADMIN, li, 1, new DisplayName("小李"), Set.of(StaffRole.AGENT));

    refuses(
        StaffProblem.ACCOUNT_CHANGED,
        () -> admin.change(ADMIN, li, 1, NAME, Set.of(StaffRole.ADMIN)));
  }

  @Test
  void theLastAdminStaysOneWhoeverAsksAtOnce() {
    AccountName li = DATABASE.account("li", PASSWORD, StaffRole.ADMIN);
    AccountName wang = DATABASE.account("wang", PASSWORD, StaffRole.ADMIN);
    var refused = new AtomicInteger();

    List.of(li, wang).parallelStream()
        .forEach(name -> {
          try {
            var _ = admin.disable(ADMIN, name);
          } catch (Refusal e) {
            assertThat(e.problem()).isEqualTo(StaffProblem.LAST_ADMIN);
            refused.incrementAndGet();
          }
        });

    assertThat(refused).hasValue(1);
    assertThat(List.of(DATABASE.find(li).disabled(), DATABASE.find(wang).disabled()))
        .containsExactlyInAnyOrder(true, false);
  }

  /** A log-in holds the row of its account; what concerns all accounts must not wait in a ring. */
  @Test
  void logInsAndChangesAtOnceWaitForEachOtherAndEnd() {
    DATABASE.account("boss", PASSWORD, StaffRole.ADMIN);
    AccountName li = DATABASE.account("li", PASSWORD, StaffRole.ADMIN);

    IntStream.range(0, 40)
        .parallel()
        .forEach(i -> {
          if (i % 2 == 0) {
            var _ = DATABASE.logsIn("li", PASSWORD);
          } else if (i % 4 == 1) {
            var _ = admin.disable(ADMIN, li);
          } else {
            var _ = admin.enable(ADMIN, li);
          }
        });

    var _ = admin.enable(ADMIN, li);
    assertThat(DATABASE.logsIn("li", PASSWORD)).isPresent();
  }

  @Test
  void theFirstAccountIsMadeOnceAndItsPasswordHasToBeChanged() {
    FirstAdmin first = DATABASE.part(FirstAdmin.class);

    List<String> passwords =
        IntStream.range(0, 4)
            .parallel()
            .mapToObj(_ -> first.make())
            .flatMap(p -> p.stream())
            .toList();

    assertThat(passwords).singleElement().asString().hasSize(20);
    UUID session = DATABASE.logsIn(FirstAdmin.NAME, passwords.getFirst()).orElseThrow();
    assertThat(DATABASE.here(session)).get().matches(StaffSessions.Holder::newPasswordDue);
    assertThat(first.make()).isEmpty();
  }

  @Test
  void whereSomebodyHasAnAccountNoFirstOneIsMade() {
    DATABASE.account("li", PASSWORD, StaffRole.AGENT);

    assertThat(DATABASE.part(FirstAdmin.class).make()).isEmpty();
  }

  @Test
  void theDemosStaffCanLogInInTheDemoAndDoesNotCountAsSomebody() throws Exception {
    try (var demo = new StaffDatabase(true)) {
      SeedDemoStaff seed = demo.part(SeedDemoStaff.class);
      seed.run(new DefaultApplicationArguments());
      seed.run(new DefaultApplicationArguments());
      DemoStaff staff = DemoStaff.shipped();

      assertThat(staff.accounts()).hasSize(12);
      for (DemoStaff.DemoAccount one : staff.accounts()) {
        UUID session = demo.logsIn(one.name().value(), staff.password()).orElseThrow();
        assertThat(demo.here(session).orElseThrow().staff().roles()).isEqualTo(one.roles());
      }
      assertThat(demo.part(FirstAdmin.class).make()).isPresent();
      AccountName agent = staff.agents().getFirst().account().name();
      refuses(StaffProblem.DEMO_ACCOUNT, () -> demo.admin().resetPassword(ADMIN, agent));
    }
  }

  @Test
  void everyGroupOfTheDemoHasTwoAgents() {
    List<String> groups =
        DemoStaff.shipped().agents().stream()
            .flatMap(agent -> agent.groups().stream())
            .map(group -> group.id())
            .toList();

    for (String group :
        List.of("logistics", "aftersale", "order", "marketing", "finance", "product", "general")) {
      assertThat(groups).filteredOn(group::equals).hasSizeGreaterThanOrEqualTo(2);
    }
  }

  @Test
  void accountsAreListedByNamePageByPage() {
    for (String name : List.of("c", "a_1", "b", "a-1")) {
      DATABASE.account(name, PASSWORD, StaffRole.AGENT);
    }
    Accounts accounts = DATABASE.part(Accounts.class);

    assertThat(accounts.page("", 3))
        .extracting(a -> a.name().value())
        .containsExactly("a-1", "a_1", "b");
    assertThat(accounts.page("b", 3)).extracting(a -> a.name().value()).containsExactly("c");
  }

  private Set<StaffRole> roles(UUID session) {
    return DATABASE.here(session).orElseThrow().staff().roles();
  }
}
