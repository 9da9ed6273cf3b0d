package io.xianda.order;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class OrderConfig {

  @Bean
  DemoShop demoShop(Clock clock) {
    return DemoShop.shipped(clock);
  }

  @Bean
  Effects effects(OrderGateway orders) {
    return Effects.through(orders);
  }
}
