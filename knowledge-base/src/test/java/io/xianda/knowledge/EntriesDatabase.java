package io.xianda.knowledge;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;

/** A real PostgreSQL for all tests of this module, started by the first that asks. */
final class EntriesDatabase {

  private static final AnnotationConfigApplicationContext SPRING = start();

  private EntriesDatabase() {}

  /** The entries over a database in which nothing was ever published. */
  static Entries empty() {
    JdbcClient jdbc = SPRING.getBean(JdbcClient.class);
    jdbc.sql("drop schema public cascade").update();
    jdbc.sql("create schema public").update();
    try {
      for (Path migration : migrations()) {
        jdbc.sql(Files.readString(migration)).update();
      }
    } catch (IOException | URISyntaxException e) {
      throw new IllegalStateException("the migrations cannot be read", e);
    }
    return SPRING.getBean(Entries.class);
  }

  private static AnnotationConfigApplicationContext start() {
    try {
      EmbeddedPostgres postgres =
          EmbeddedPostgres.builder().setLocaleConfig("locale", "C.UTF-8").start();
      var spring = new AnnotationConfigApplicationContext();
      DataSource database = postgres.getPostgresDatabase();
      spring.registerBean(DataSource.class, () -> database);
      spring.register(Database.class, Entries.class);
      spring.refresh();
      return spring;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
  }

  private static List<Path> migrations() throws IOException, URISyntaxException {
    var directory = Objects.requireNonNull(Entries.class.getResource("/db/migration")).toURI();
    try (Stream<Path> found = Files.list(Path.of(directory))) {
      return found
          .filter(file -> file.toString().endsWith(".sql"))
          .sorted(Comparator.comparingInt(EntriesDatabase::version))
          .toList();
    }
  }

  /** Of {@code V2__knowledge.sql}: 2. */
  private static int version(Path migration) {
    return Integer.parseInt(migration.getFileName().toString().replaceAll("V(\\d+)__.*", "$1"));
  }
}
