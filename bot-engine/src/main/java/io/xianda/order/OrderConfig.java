package io.xianda.order;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

@Configuration(proxyBeanMethods = false)
class OrderConfig {

  @Bean
  DemoShop demoShop(Clock clock) {
    return DemoShop.shipped(clock);
  }

  @Bean
  @Primary
  OrderGateway orderGateway(MerchantSettings settings, DemoShop demoShop) {
    return settings
        .address()
        .<OrderGateway>map(address -> new HttpOrderGateway(address, settings))
        .orElse(demoShop);
  }
}
