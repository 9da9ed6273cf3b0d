package io.xianda.console;

import io.swagger.v3.oas.models.security.SecurityScheme;
import io.xianda.knowledge.EntryId;
import io.xianda.rules.RuleId;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the description of the API says of the staff. */
@Configuration(proxyBeanMethods = false)
class DescribeConsole {

  @Bean
  OpenApiCustomizer staffCarryTokens() {
    // They are texts in JSON, see ConsoleJson.
    SpringDocUtils.getConfig()
        .replaceWithClass(EntryId.class, String.class)
        .replaceWithClass(RuleId.class, String.class);
    return description ->
        description
            .getComponents()
            .addSecuritySchemes(
                "staff",
                new SecurityScheme()
                    .type(SecurityScheme.Type.HTTP)
                    .scheme("bearer")
                    .bearerFormat("JWT"));
  }
}
