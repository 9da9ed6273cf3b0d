package io.xianda.gaps;

import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Reads the settings below {@code xianda.gaps}; what is not set has its default. */
@Configuration(proxyBeanMethods = false)
class ReadGapSettings {

  @Bean
  GapSettings gapSettings(Environment settings) {
    GapSettings defaults = GapSettings.defaults();
    return new GapSettings(
        settings.getProperty("xianda.gaps.waiting", Integer.class, defaults.waiting()),
        settings.getProperty("xianda.gaps.batch", Integer.class, defaults.batch()),
        settings.getProperty("xianda.gaps.same-question", Double.class, defaults.sameQuestion()),
        settings.getProperty("xianda.gaps.same-gap", Double.class, defaults.sameGap()),
        settings.getProperty("xianda.gaps.retention", Duration.class, defaults.retention()),
        settings.getProperty("xianda.gaps.gain-window", Duration.class, defaults.gainWindow()));
  }
}
