package io.xianda.staff;

import com.fasterxml.jackson.annotation.JsonValue;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Names of accounts and names to be shown are texts in JSON, and in the description of the API. */
@Configuration(proxyBeanMethods = false)
class StaffJson {

  @Bean
  static JsonMapperBuilderCustomizer namesAreTexts() {
    SpringDocUtils.getConfig()
        .replaceWithClass(AccountName.class, String.class)
        .replaceWithClass(DisplayName.class, String.class);
    return builder ->
        builder.addMixIn(AccountName.class, Text.class).addMixIn(DisplayName.class, Text.class);
  }

  interface Text {

    @JsonValue
    String value();
  }
}
