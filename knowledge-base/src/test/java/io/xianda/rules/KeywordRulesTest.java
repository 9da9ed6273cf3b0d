package io.xianda.rules;

import static io.xianda.rules.Given.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xianda.knowledge.Entries;
import io.xianda.knowledge.EntryId;
import io.xianda.rules.RuleAudit.Action;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;

/** Rules are kept in a real PostgreSQL: checked, versioned, audited, and seen by every node. */
class KeywordRulesTest {

  private static final Operator MEI = new Operator("mei");
  private static final Operator JUN = new Operator("jun");

  private static EmbeddedPostgres postgres;
  private static AnnotationConfigApplicationContext spring;
  private static KeywordRules rules;
  private static Entries entries;
  private static JdbcClient jdbc;

  @BeforeAll
  static void start() throws IOException {
    postgres = EmbeddedPostgres.builder().setLocaleConfig("locale", "C.UTF-8").start();
    spring = new AnnotationConfigApplicationContext();
    DataSource database = postgres.getPostgresDatabase();
    spring.registerBean(DataSource.class, () -> database);
    spring.register(Database.class, Entries.class, KeywordRules.class);
    spring.refresh();
    rules = spring.getBean(KeywordRules.class);
    entries = spring.getBean(Entries.class);
    jdbc = spring.getBean(JdbcClient.class);
  }

  @AfterAll
  static void stop() throws IOException {
    spring.close();
    postgres.close();
  }

  @Configuration(proxyBeanMethods = false)
  @EnableTransactionManagement(proxyTargetClass = true)
  static class Database {

    @Bean
    JdbcClient jdbcClient(DataSource database) {
      return JdbcClient.create(database);
    }

    @Bean
    PlatformTransactionManager transactions(DataSource database) {
      return new JdbcTransactionManager(database);
    }

    @Bean
    Surroundings surroundings() {
      return Given.SHOP;
    }

    @Bean
    Clock clock() {
      return Clock.fixed(Given.NOW, ZoneOffset.UTC);
    }
  }

  @BeforeEach
  void anEmptyDatabase() throws IOException, URISyntaxException {
    jdbc.sql("drop schema public cascade").update();
    jdbc.sql("create schema public").update();
    for (Path migration : migrations()) {
      jdbc.sql(Files.readString(migration)).update();
    }
  }

  private static List<Path> migrations() throws IOException, URISyntaxException {
    var directory = Objects.requireNonNull(KeywordRules.class.getResource("/db/migration")).toURI();
    try (Stream<Path> found = Files.list(Path.of(directory))) {
      return found
          .filter(file -> file.toString().endsWith(".sql"))
          .sorted(Comparator.comparingInt(KeywordRulesTest::number))
          .toList();
    }
  }

  /** Of {@code V6__keyword_rules.sql}: 6. */
  private static int number(Path migration) {
    return Integer.parseInt(migration.getFileName().toString().replaceAll("V(\\d+)__.*", "$1"));
  }

  private static VersionedRule kept(Saving saving) {
    assertThat(saving).isInstanceOf(Saving.Saved.class);
    return ((Saving.Saved) saving).rule();
  }

  private static VersionedRule keep(KeywordRule rule) {
    return kept(rules.create(rule, MEI));
  }

  private static List<Action> actions(String id) {
    return rules.history(new RuleId(id), 100).stream().map(RuleAudit::action).toList();
  }

  @Test
  void aRuleComesBackAsItWasKept() {
    entries.publish(List.of(Given.entry("invoice-how")), List.of());
    KeywordRule full =
        rule("full")
            .called("退款\"卡片\"\\ 😡")
            .priority(-7)
            .exact("退款", "退钱")
            .on("web", "mini_program")
            .during(
                new Schedule(
                    Set.of(DayOfWeek.FRIDAY, DayOfWeek.SUNDAY),
                    new DailyWindow(LocalTime.of(22, 0), LocalTime.of(2, 30)),
                    Given.NOW,
                    Given.NOW.plusNanos(123_456_789)))
            .does(
                new RuleEffect.Answer(
                    "运费 {delivery.fee}\n换行",
                    new RuleEffect.Card("去退款", "/pages/aftersale/list?a=1&b=2"),
                    List.of("怎么退", "多久到账")));
    KeywordRule shows = rule("shows").contains("发票").shows("invoice-how");
    KeywordRule hands = rule("hands").pattern("赔.{0,3}钱").switchedOff().handsTo("aftersale");

    keep(full);
    keep(shows);
    keep(hands);

    assertThat(rules.list()).extracting(VersionedRule::rule).containsExactly(hands, shows, full);
    assertThat(rules.find(full.id()).orElseThrow().rule()).isEqualTo(full);
  }

  @Test
  void aRuleThatIsNotSoundIsNotKept() {
    Saving saving = rules.create(rule("a").shows("gone"), MEI);

    assertThat(saving)
        .isEqualTo(
            new Saving.Refused(
                List.of(new Finding(Finding.What.UNKNOWN_ENTRY, "知识库里没有已发布的条目 gone。"))));
    assertThat(rules.list()).isEmpty();
    assertThat(rules.edition().rules()).isZero();
    assertThat(actions("a")).isEmpty();
  }

  @Test
  void keepingARuleTwiceKeepsItOnce() {
    VersionedRule first = keep(rule("a").answers());

    assertThat(keep(rule("a").answers())).isEqualTo(first);
    assertThat(actions("a")).containsExactly(Action.CREATED);
  }

  @Test
  void anotherRuleOfTheSameIdIsRefused() {
    keep(rule("a").answers());

    assertThat(rules.create(rule("a").answers("别的"), JUN))
        .isInstanceOfSatisfying(
            Saving.Refused.class,
            refused ->
                assertThat(refused.findings())
                    .extracting(Finding::what)
                    .containsExactly(Finding.What.ID_TAKEN));
  }

  @Test
  void anOperatorWhoIsLateIsTold() {
    VersionedRule first = keep(rule("a").answers());
    VersionedRule second = kept(rules.update(rule("a").answers("改"), first.version(), MEI));

    assertThat(rules.update(rule("a").answers("也改"), first.version(), JUN))
        .isEqualTo(new Saving.Late(second));
    assertThat(rules.delete(first.rule().id(), first.version(), JUN))
        .isEqualTo(new Saving.Late(second));
    assertThat(rules.find(first.rule().id())).contains(second);
  }

  @Test
  void aChangeThatWasMadeAlreadyIsNotMadeAgain() {
    VersionedRule first = keep(rule("a").answers());
    VersionedRule second = kept(rules.update(rule("a").answers("改"), first.version(), MEI));

    assertThat(kept(rules.update(rule("a").answers("改"), first.version(), MEI))).isEqualTo(second);
    assertThat(actions("a")).containsExactly(Action.CHANGED, Action.CREATED);
  }

  @Test
  void ofManyWhoChangeARuleAtOnceOneDoes() throws Exception {
    VersionedRule first = keep(rule("a").answers());
    int many = 8;
    var together = new CountDownLatch(many);
    List<Saving> savings = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(many)) {
      List<Future<Saving>> changes = new ArrayList<>();
      for (int i = 0; i < many; i++) {
        KeywordRule changed = rule("a").answers("改 " + i);
        changes.add(
            threads.submit(() -> {
              together.countDown();
              together.await();
              return rules.update(changed, first.version(), MEI);
            }));
      }
      for (Future<Saving> change : changes) {
        savings.add(change.get());
      }
    }

    assertThat(savings).filteredOn(Saving.Saved.class::isInstance).hasSize(1);
    assertThat(savings).filteredOn(Saving.Late.class::isInstance).hasSize(many - 1);
    assertThat(actions("a")).containsExactly(Action.CHANGED, Action.CREATED);
  }

  @Test
  void rulesOfManyAtOnceAreAllKeptWithVersionsOfTheirOwn() throws Exception {
    int many = 8;
    var together = new CountDownLatch(many);
    try (ExecutorService threads = Executors.newFixedThreadPool(many)) {
      List<Future<Saving>> changes = new ArrayList<>();
      for (int i = 0; i < many; i++) {
        KeywordRule one = rule("r" + i).contains("词" + i).answers();
        changes.add(
            threads.submit(() -> {
              together.countDown();
              together.await();
              return rules.create(one, MEI);
            }));
      }
      for (Future<Saving> change : changes) {
        kept(change.get());
      }
    }

    assertThat(rules.list()).extracting(VersionedRule::version).doesNotHaveDuplicates().hasSize(8);
    assertThat(rules.edition().rules()).isEqualTo(8);
  }

  @Test
  void aRuleIsSwitchedOffAndOnAgain() {
    VersionedRule on = keep(rule("a").answers());
    VersionedRule off = kept(rules.disable(on.rule().id(), on.version(), MEI));
    kept(rules.enable(on.rule().id(), off.version(), JUN));

    assertThat(actions("a")).containsExactly(Action.ENABLED, Action.DISABLED, Action.CREATED);
    assertThat(rules.enable(new RuleId("gone"), 1, JUN)).isEqualTo(new Saving.Unknown());
  }

  @Test
  void aRuleCanBeSwitchedOffThoughItsEntryIsGoneButNotOnAgain() {
    entries.publish(List.of(Given.entry("invoice-how")), List.of());
    VersionedRule on = keep(rule("a").shows("invoice-how"));
    entries.publish(List.of(), List.of(new EntryId("invoice-how")));

    VersionedRule off = kept(rules.disable(on.rule().id(), on.version(), MEI));
    assertThat(rules.enable(off.rule().id(), off.version(), MEI))
        .isInstanceOf(Saving.Refused.class);
  }

  @Test
  void aDeletedRuleLeavesItsHistoryAndItsVersionIsNotGivenAgain() {
    VersionedRule first = keep(rule("a").answers());

    assertThat(rules.delete(first.rule().id(), first.version(), JUN))
        .isEqualTo(new Deletion.Deleted());
    assertThat(rules.delete(first.rule().id(), first.version(), JUN))
        .isEqualTo(new Saving.Unknown());
    assertThat(rules.update(first.rule(), first.version(), JUN)).isEqualTo(new Saving.Unknown());
    assertThat(keep(rule("a").answers()).version()).isGreaterThan(first.version());
    assertThat(rules.history(first.rule().id(), 2).get(1))
        .isEqualTo(
            new RuleAudit(
                2, first.rule().id(), Action.DELETED, JUN, Given.NOW, first.rule(), null));
  }

  @Test
  void theAuditIsOnlyAddedTo() {
    keep(rule("a").answers());

    for (String change :
        List.of(
            "update kb_rule_audit set operator = 'jun'",
            "delete from kb_rule_audit",
            "truncate kb_rule_audit")) {
      assertThatThrownBy(() -> jdbc.sql(change).update())
          .as(change)
          .isInstanceOf(DataAccessException.class)
          .hasMessageContaining("only added to");
    }
    assertThat(actions("a")).containsExactly(Action.CREATED);
  }

  @Test
  void everyNodeSeesAChangeWithItsNextLook() {
    var here = new LiveRules(rules, Given.SHOP);
    var there = new LiveRules(rules, Given.SHOP);
    VersionedRule first = keep(rule("a").contains("退款").answers());

    assertThat(Given.winner(there.get(), "退款")).isNull();
    assertThat(here.refresh()).isEqualTo(there.refresh());
    assertThat(Given.winner(there.get(), "退款")).isEqualTo("a");

    RuleBook before = there.get();
    there.refresh();
    assertThat(there.get()).isSameAs(before);

    rules.delete(first.rule().id(), first.version(), MEI);
    there.refresh();
    assertThat(Given.winner(there.get(), "退款")).isNull();
  }

  @Test
  void aRuleShowsWhatItsEntrySaysNow() {
    entries.publish(List.of(Given.entry("invoice-how")), List.of());
    keep(rule("a").contains("发票").shows("invoice-how"));
    var live = new LiveRules(rules, Given.SHOP);
    live.refresh();
    entries.publish(List.of(Given.entry("invoice-how").withAnswer("新的答案")), List.of());
    live.refresh();

    assertThat(live.get().entry(new EntryId("invoice-how")).orElseThrow().answer())
        .isEqualTo("新的答案");
    entries.publish(List.of(), List.of(new EntryId("invoice-how")));
    live.refresh();
    assertThat(Given.winner(live.get(), "发票")).isNull();
  }

  @Test
  void rulesAreReadWhileTheyAreChanged() throws Exception {
    VersionedRule rule = keep(rule("a").contains("退款").answers("改 0"));
    var live = new LiveRules(rules, Given.SHOP);
    live.refresh();
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      Future<?> readers =
          threads.submit(() -> {
            Edition seen = live.get().edition();
            while (seen.rules() < 21) {
              Edition next = live.refresh();
              assertThat(next).isGreaterThanOrEqualTo(seen);
              assertThat(Given.winner(live.get(), "退款")).isEqualTo("a");
              seen = next;
            }
          });
      VersionedRule current = rule;
      for (int i = 1; i <= 20; i++) {
        current =
            kept(rules.update(rule("a").contains("退款").answers("改 " + i), current.version(), MEI));
      }
      readers.get();
    }
    assertThat(live.get().rules()).containsExactly(rule("a").contains("退款").answers("改 20"));
  }
}
