package io.xianda.order;

import io.xianda.conversation.Conversations;
import io.xianda.conversation.Vault;
import io.xianda.handoff.Handoff;
import io.xianda.handoff.Queue;
import io.xianda.storage.Keys;
import io.xianda.ticket.TicketSettings;
import io.xianda.ticket.Tickets;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;

/** Effects and conversations on a PostgreSQL of their own, put together as the service does it. */
final class EffectDatabase implements AutoCloseable {

  private final EmbeddedPostgres postgres;
  private final AnnotationConfigApplicationContext spring =
      new AnnotationConfigApplicationContext();

  EffectDatabase(Path keys, Clock clock, OrderGateway orders) throws IOException {
    postgres = EmbeddedPostgres.builder().setLocaleConfig("locale", "C.UTF-8").start();
    DataSource database = postgres.getPostgresDatabase();
    Flyway.configure().dataSource(database).load().migrate();
    spring.registerBean(DataSource.class, () -> database);
    spring.registerBean(Clock.class, () -> clock);
    spring.registerBean(OrderGateway.class, () -> orders);
    spring.registerBean(Queue.class, NobodyWaits::new);
    spring.registerBean(TicketSettings.class, TicketSettings::defaults);
    spring.registerBean(Vault.class, () -> new Keys(keys).vault());
    spring.register(
        Beans.class, Tickets.class, Conversations.class, EffectRecord.class, StoredEffects.class);
    spring.refresh();
  }

  <T> T part(Class<T> type) {
    return spring.getBean(type);
  }

  @Override
  public void close() throws IOException {
    spring.close();
    postgres.close();
  }

  /** No conversation of these tests goes to people. */
  private static final class NobodyWaits implements Queue {

    @Override
    public void enter(UUID conversation, String shopper, Handoff handoff) {
      throw new IllegalStateException("nobody serves here");
    }

    @Override
    public void leave(UUID conversation) {}
  }

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
