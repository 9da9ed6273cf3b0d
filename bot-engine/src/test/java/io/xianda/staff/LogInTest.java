package io.xianda.staff;

import static io.xianda.staff.StaffDatabase.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import io.xianda.audit.Deed;
import io.xianda.identity.StaffRole;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Who gets in with a name and a password, and who does not. */
class LogInTest {

  private static final String RIGHT = "a right password";
  private static final String WRONG = "a wrong password";
  private static final Duration LOCKED = Duration.ofMinutes(15);

  private static final StaffDatabase DATABASE = new StaffDatabase(false);

  @AfterAll
  static void noMore() throws IOException {
    DATABASE.close();
  }

  @Test
  void theRightPasswordOpensASessionThatIsWrittenDown() {
    AccountName li = DATABASE.account("li", RIGHT, StaffRole.AGENT);

    UUID session = DATABASE.logsIn("li", RIGHT).orElseThrow();

    assertThat(DATABASE.here(session)).isPresent();
    assertThat(DATABASE.deeds(li))
        .containsExactly(new Deed("li", "login", "account:li").with("session", session.toString()));
  }

  @Test
  void fiveWrongPasswordsLockTheAccountEvenForTheRightOne() {
    AccountName wang = DATABASE.account("wang", RIGHT, StaffRole.AGENT);

    fails("wang", 5);
    assertThat(DATABASE.logsIn("wang", RIGHT)).isEmpty();
    assertThat(DATABASE.find(wang).isLocked(DATABASE.now())).isTrue();

    DATABASE.passes(LOCKED.minusSeconds(1));
    assertThat(DATABASE.logsIn("wang", RIGHT)).isEmpty();
    DATABASE.passes(Duration.ofSeconds(1));
    assertThat(DATABASE.logsIn("wang", RIGHT)).isPresent();
    assertThat(DATABASE.deeds(wang))
        .extracting(Deed::action)
        .containsExactly(
            "login-refused",
            "login-refused",
            "login-refused",
            "login-refused",
            "login-refused",
            "account-locked",
            "login-refused",
            "login-refused",
            "login");
  }

  @Test
  void whatWasTriedWhileLockedDoesNotLockForLonger() {
    DATABASE.account("sun", RIGHT, StaffRole.AGENT);
    fails("sun", 5);
    DATABASE.passes(LOCKED.minusSeconds(1));
    fails("sun", 20);

    DATABASE.passes(Duration.ofSeconds(1));

    assertThat(DATABASE.logsIn("sun", RIGHT)).isPresent();
  }

  @Test
  void wrongPasswordsOfLongAgoCountNoMore() {
    DATABASE.account("zhou", RIGHT, StaffRole.AGENT);
    fails("zhou", 4);
    DATABASE.passes(Duration.ofMinutes(15));
    fails("zhou", 4);

    assertThat(DATABASE.logsIn("zhou", RIGHT)).isPresent();
  }

  @Test
  void theRightPasswordStartsTheCountAnew() {
    DATABASE.account("wu", RIGHT, StaffRole.AGENT);
    for (int i = 0; i < 3; i++) {
      fails("wu", 4);
      assertThat(DATABASE.logsIn("wu", RIGHT)).isPresent();
    }
  }

  /** Whatever is wrong, one password is compared, which takes all the time there is to measure. */
  @Test
  void anUnknownAccountTakesAsLongAsAWrongPassword() {
    AccountName gone = DATABASE.account("gone", RIGHT, StaffRole.AGENT);
    DATABASE.account("zheng", RIGHT, StaffRole.AGENT);
    DATABASE.account("locked", RIGHT, StaffRole.AGENT);
    var _ = DATABASE.admin().disable(StaffDatabase.ADMIN, gone);
    fails("locked", 5);

    for (String name : List.of("zheng", "no-such-account", "No Name 名", "", "gone", "locked")) {
      for (String password : List.of(WRONG, "", "长".repeat(60))) {
        int before = DATABASE.comparisons();
        assertThat(DATABASE.logsIn(name, password)).as(name).isEmpty();
        assertThat(DATABASE.comparisons() - before).as(name).isEqualTo(1);
      }
    }
  }

  @Test
  void whatWasTypedInPlaceOfANameIsNotWrittenDown() {
    assertThat(DATABASE.logsIn("my-secret-password", WRONG)).isEmpty();

    assertThat(DATABASE.deeds(new AccountName("my-secret-password"))).isEmpty();
    assertThat(DATABASE.deeds(new AccountName("unknown"))).isNotEmpty();
  }

  @Test
  void ofManyWrongPasswordsAtOnceNoneIsLostAndNoMoreThanFiveCount() throws Exception {
    AccountName feng = DATABASE.account("feng", RIGHT, StaffRole.AGENT);

    List<Optional<UUID>> results = atOnce(20, () -> DATABASE.logsIn("feng", WRONG));

    assertThat(results).allMatch(Optional::isEmpty);
    List<Deed> deeds = DATABASE.deeds(feng);
    assertThat(deeds).filteredOn(deed -> "wrong-password".equals(why(deed))).hasSize(5);
    assertThat(deeds).filteredOn(deed -> "locked".equals(why(deed))).hasSize(15);
    assertThat(deeds).filteredOn(deed -> deed.action().equals("account-locked")).hasSize(1);
    assertThat(DATABASE.logsIn("feng", RIGHT)).isEmpty();
  }

  @Test
  void fourWrongOnesAtOnceAndOneMoreLock() throws Exception {
    AccountName chen = DATABASE.account("chen", RIGHT, StaffRole.AGENT);

    var _ = atOnce(4, () -> DATABASE.logsIn("chen", WRONG));
    assertThat(DATABASE.find(chen).isLocked(DATABASE.now())).isFalse();
    fails("chen", 1);

    assertThat(DATABASE.find(chen).isLocked(DATABASE.now())).isTrue();
  }

  @Test
  void aPasswordThatEverybodyKnowsOpensNothingOutsideOfTheDemo() {
    AccountName demo = DATABASE.demoAccount("a-demo", RIGHT, StaffRole.AGENT);

    assertThat(DATABASE.logsIn("a-demo", RIGHT)).isEmpty();
    assertThat(DATABASE.deeds(demo)).extracting(LogInTest::why).containsExactly("demo");
  }

  @Test
  void aSessionIsOverAfterItsTime() {
    DATABASE.account("hua", RIGHT, StaffRole.AGENT);
    UUID session = DATABASE.logsIn("hua", RIGHT).orElseThrow();

    DATABASE.passes(Duration.ofHours(12).minusSeconds(1));
    assertThat(DATABASE.here(session)).isPresent();
    DATABASE.passes(Duration.ofSeconds(2));
    assertThat(DATABASE.here(session)).isEmpty();
  }

  @Test
  void guessingTheCurrentPasswordInAnOpenSessionLocksToo() {
    AccountName jiang = DATABASE.account("jiang", RIGHT, StaffRole.AGENT);
    UUID session = DATABASE.logsIn("jiang", RIGHT).orElseThrow();
    OwnAccount own = DATABASE.part(OwnAccount.class);

    for (int i = 0; i < 5; i++) {
      refuses(
          StaffProblem.WRONG_PASSWORD,
          () -> own.changePassword(jiang, session, WRONG, "quite another one"));
    }

    refuses(
        StaffProblem.WRONG_PASSWORD,
        () -> own.changePassword(jiang, session, RIGHT, "quite another one"));
  }

  @Test
  void anotherPasswordEndsAllOtherSessions() {
    AccountName shen = DATABASE.account("shen", RIGHT, StaffRole.AGENT);
    UUID other = DATABASE.logsIn("shen", RIGHT).orElseThrow();
    UUID mine = DATABASE.logsIn("shen", RIGHT).orElseThrow();
    assertThat(DATABASE.here(other)).isPresent();

    DATABASE.part(OwnAccount.class).changePassword(shen, mine, RIGHT, "quite another one");

    assertThat(DATABASE.here(other)).isEmpty();
    assertThat(DATABASE.here(mine)).isPresent();
    assertThat(DATABASE.logsIn("shen", RIGHT)).isEmpty();
    assertThat(DATABASE.logsIn("shen", "quite another one")).isPresent();
  }

  @Test
  void aPasswordIsLongEnoughAndNotTheNameNorTheOldOne() {
    AccountName name = DATABASE.account("a-long-name", RIGHT, StaffRole.AGENT);
    UUID session = DATABASE.logsIn("a-long-name", RIGHT).orElseThrow();

    for (String bad : List.of("nine char", "A-Long-Name", RIGHT, "长".repeat(22), "          ")) {
      refuses(
          StaffProblem.WEAK_PASSWORD,
          () -> DATABASE.part(OwnAccount.class).changePassword(name, session, RIGHT, bad));
    }
    DATABASE.part(OwnAccount.class).changePassword(name, session, RIGHT, "长".repeat(21));
    assertThat(DATABASE.logsIn("a-long-name", "长".repeat(21))).isPresent();
  }

  private static void fails(String name, int times) {
    for (int i = 0; i < times; i++) {
      assertThat(DATABASE.logsIn(name, WRONG)).isEmpty();
    }
  }

  private static String why(Deed deed) {
    return deed.details().getOrDefault("why", "");
  }

  private static <T> List<T> atOnce(int count, Supplier<T> work) throws Exception {
    CyclicBarrier start = new CyclicBarrier(count);
    try (ExecutorService pool = Executors.newFixedThreadPool(count)) {
      List<Future<T>> running = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        running.add(
            pool.submit(() -> {
              start.await(30, TimeUnit.SECONDS);
              return work.get();
            }));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> one : running) {
        results.add(one.get(30, TimeUnit.SECONDS));
      }
      return results;
    }
  }
}
