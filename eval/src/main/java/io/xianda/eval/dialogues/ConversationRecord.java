package io.xianda.eval.dialogues;

import io.xianda.conversation.ConversationId;
import io.xianda.conversation.Conversations;
import io.xianda.conversation.ShopperId;
import io.xianda.conversation.Vault;
import io.xianda.desk.DeskSettings;
import io.xianda.ticket.TicketSettings;
import io.xianda.ticket.Tickets;
import java.sql.SQLException;
import java.time.Clock;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;

/**
 * Conversations in a database of their own, as the service keeps them. For one thread at a time.
 */
final class ConversationRecord implements AutoCloseable {

  private final SingleConnectionDataSource source;
  private final AnnotationConfigApplicationContext spring =
      new AnnotationConfigApplicationContext();

  /**
   * Makes the database and its tables.
   *
   * @param server where it is made
   * @param name of the database, unique on the server
   */
  ConversationRecord(String server, String name, Vault vault, Clock clock) {
    var admin = new PGSimpleDataSource();
    admin.setUrl(server);
    JdbcClient.create(admin).sql("create database " + name).update();
    var own = new PGSimpleDataSource();
    own.setUrl(server);
    own.setDatabaseName(name);
    Flyway.configure().dataSource(own).load().migrate();
    try {
      source = new SingleConnectionDataSource(own.getConnection(), true);
    } catch (SQLException e) {
      throw new IllegalStateException("the database for dialogues does not answer", e);
    }
    spring.registerBean(DataSource.class, () -> source);
    spring.registerBean(Vault.class, () -> vault);
    spring.registerBean(TicketSettings.class, TicketSettings::defaults);
    spring.registerBean(Clock.class, () -> clock);
    spring.registerBean(DeskSettings.class, DeskSettings::defaults);
    spring.register(Beans.class, Tickets.class, Conversations.class);
    spring.refresh();
  }

  Conversations conversations() {
    return spring.getBean(Conversations.class);
  }

  /** The conversation goes on as this shopper's: no channel of the product offers that yet. */
  void give(ConversationId conversation, ShopperId to) {
    JdbcClient.create(source)
        .sql("update conversation set shopper = :shopper where id = :id")
        .param("shopper", to.value())
        .param("id", conversation.value())
        .update();
  }

  /** The shopper's next conversation is to be a new one. */
  void close(ConversationId conversation) {
    JdbcClient.create(source)
        .sql(
            """
            update conversation set state = 'closed', queued_at = null, closed_at = now(), outcome = 'abandoned'
            where id = :id
            """)
        .param("id", conversation.value())
        .update();
  }

  @Override
  public void close() {
    spring.close();
    source.destroy();
  }

  @EnableTransactionManagement(proxyTargetClass = true)
  @ComponentScan("io.xianda.desk")
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
