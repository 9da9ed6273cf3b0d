package io.xianda.aftercare;

import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AftercareConfig {

  @Bean
  @ConditionalOnMissingBean
  Notifications notifications() {
    return Notifications.none();
  }
}
