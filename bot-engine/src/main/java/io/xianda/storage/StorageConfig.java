package io.xianda.storage;

import io.xianda.conversation.Vault;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class StorageConfig {

  @Bean
  Keys keys(StorageSettings settings) {
    return new Keys(settings.keys(), settings.masterKey());
  }

  @Bean
  Vault vault(Keys keys) {
    return keys.vault();
  }
}
