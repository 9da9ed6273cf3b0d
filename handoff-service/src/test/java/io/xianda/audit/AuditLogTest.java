package io.xianda.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;

/** What the staff did, written down with what was done, and never changed. */
class AuditLogTest {

  private static final Instant MORNING = Instant.parse("2026-11-23T00:30:00Z");
  private static final AnnotationConfigApplicationContext SPRING =
      new AnnotationConfigApplicationContext();
  private static EmbeddedPostgres postgres;

  private final AuditLog log = SPRING.getBean(AuditLog.class);
  private final TransactionTemplate transaction =
      new TransactionTemplate(SPRING.getBean(PlatformTransactionManager.class));

  @BeforeAll
  static void aDatabase() throws IOException {
    postgres = EmbeddedPostgres.start();
    DataSource database = postgres.getPostgresDatabase();
    JdbcClient.create(database)
        .sql(Files.readString(Path.of("src/main/resources/db/migration/V12__audit.sql")))
        .update();
    SPRING.registerBean(DataSource.class, () -> database);
    SPRING.registerBean(Clock.class, () -> Clock.fixed(MORNING, ZoneOffset.UTC));
    SPRING.register(Beans.class, AuditLog.class);
    SPRING.refresh();
  }

  @AfterAll
  static void noMore() throws IOException {
    SPRING.close();
    postgres.close();
  }

  @Test
  void deedsAreFoundByActorActionSubjectAndTimeTheNewestFirst() {
    does(new Deed("li", "looked-at", "conversation:1"));
    does(new Deed("li", "took-over", "conversation:2").with("from", "wang"));
    does(new Deed("wang", "looked-at", "conversation:2"));

    assertThat(found(new AuditQuery("li", null, null, null, null)))
        .extracting(Deed::action)
        .startsWith("took-over", "looked-at");
    assertThat(found(new AuditQuery(null, "looked-at", null, null, null)))
        .extracting(Deed::actor)
        .startsWith("wang", "li");
    assertThat(found(new AuditQuery(null, "took-over", "conversation:2", null, null)))
        .containsExactly(new Deed("li", "took-over", "conversation:2").with("from", "wang"));
    assertThat(found(new AuditQuery(null, null, null, MORNING, MORNING.plusSeconds(1))))
        .isNotEmpty();
    assertThat(found(new AuditQuery(null, null, null, MORNING.plusSeconds(1), null))).isEmpty();
    assertThat(found(new AuditQuery(null, null, null, null, MORNING))).isEmpty();
  }

  @Test
  void aPageBeginsWhereTheLastOneEnded() {
    for (int i = 0; i < 5; i++) {
      does(new Deed("pager", "turned", "page:" + i));
    }
    AuditQuery pager = new AuditQuery("pager", null, null, null, null);

    List<AuditEntry> first = log.page(pager, Long.MAX_VALUE, 2);
    List<AuditEntry> second = log.page(pager, first.getLast().seq(), 2);
    List<AuditEntry> third = log.page(pager, second.getLast().seq(), 2);

    assertThat(first).extracting(e -> e.deed().subject()).containsExactly("page:4", "page:3");
    assertThat(second).extracting(e -> e.deed().subject()).containsExactly("page:2", "page:1");
    assertThat(third).extracting(e -> e.deed().subject()).containsExactly("page:0");
  }

  @Test
  void aDeedThatIsRolledBackWasNotDone() {
    transaction.executeWithoutResult(tx -> {
      log.record(new Deed("nobody", "rolled-back", "thing:1"));
      tx.setRollbackOnly();
    });

    assertThat(found(new AuditQuery("nobody", null, null, null, null))).isEmpty();
  }

  @Test
  void aDeedStandsOnlyWithWhatWasDone() {
    assertThatExceptionOfType(IllegalTransactionStateException.class)
        .isThrownBy(() -> log.record(new Deed("li", "alone", "thing:1")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update audit_log set actor = 'wang'",
        "delete from audit_log",
        "truncate table audit_log"
      })
  void whatIsWrittenStands(String change) {
    does(new Deed("li", "stood", "thing:1"));

    assertThatExceptionOfType(DataAccessException.class)
        .isThrownBy(() -> SPRING.getBean(JdbcClient.class).sql(change).update())
        .withStackTraceContaining("only added to");
    assertThat(found(new AuditQuery("li", "stood", null, null, null))).isNotEmpty();
  }

  @Test
  void whatIsNoDeedIsNotRepeatedInTheComplaint() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Deed("li", "looked-at", "conversation:13800138000 王女士"))
        .withMessage("no subject of a deed");
    assertThatIllegalArgumentException().isThrownBy(() -> new Deed("李", "looked-at", "thing:1"));
    assertThatIllegalArgumentException().isThrownBy(() -> new Deed("li", "看了", "thing:1"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Deed("li", "looked-at", "thing:1").with("why", "x".repeat(201)));
  }

  private void does(Deed deed) {
    transaction.executeWithoutResult(_ -> log.record(deed));
  }

  private List<Deed> found(AuditQuery query) {
    return log.page(query, Long.MAX_VALUE, AuditLog.LARGEST_PAGE).stream()
        .map(AuditEntry::deed)
        .toList();
  }

  @Configuration(proxyBeanMethods = false)
  @EnableTransactionManagement
  static class Beans {

    @Bean
    JdbcClient jdbc(DataSource database) {
      return JdbcClient.create(database);
    }

    @Bean
    PlatformTransactionManager transactions(DataSource database) {
      return new JdbcTransactionManager(database);
    }
  }
}
