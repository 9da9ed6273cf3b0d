package io.xianda.staff;

import com.github.benmanes.caffeine.cache.Ticker;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

@Configuration(proxyBeanMethods = false)
class StaffConfig {

  /** Counts what has passed; unlike a clock it is never set back. */
  @Bean
  Ticker ticker() {
    return Ticker.systemTicker();
  }

  @Bean
  PasswordEncoder passwordEncoder(StaffSettings settings) {
    return new BCryptPasswordEncoder(settings.bcryptStrength());
  }
}
