package io.xianda.storage;

import com.zaxxer.hikari.HikariDataSource;
import io.xianda.conversation.Vault;
import java.time.Duration;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

@Configuration(proxyBeanMethods = false)
class StorageConfig {

  private static final Duration BACKGROUND_WAITS = Duration.ofSeconds(30);

  @Bean
  Keys keys(StorageSettings settings) {
    return new Keys(settings.keys(), settings.masterKey());
  }

  @Bean
  Vault vault(Keys keys) {
    return keys.vault();
  }

  @Bean
  TwoPools database(
      DataSourceProperties database, ConnectionSettings connections, Environment environment) {
    HikariDataSource background =
        pool("background", connections.background(), database, environment);
    // It may queue, and nobody waits for it.
    background.setConnectionTimeout(BACKGROUND_WAITS.toMillis());
    return new TwoPools(pool("door", connections.door(), database, environment), background);
  }

  private static HikariDataSource pool(
      String name, int connections, DataSourceProperties database, Environment environment) {
    HikariDataSource pool =
        database.initializeDataSourceBuilder().type(HikariDataSource.class).build();
    Binder.get(environment).bind("spring.datasource.hikari", Bindable.ofInstance(pool));
    pool.setPoolName(name);
    pool.setMaximumPoolSize(connections);
    return pool;
  }
}
