package io.xianda.channel;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.List;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/** What JSON may be, and how the API describes itself. */
@Configuration(proxyBeanMethods = false)
class ChannelConfig {

  private static final int LARGEST_BODY = 64 * 1024;

  /** As Boot would make it, but every JSON that is read is bounded, whoever sends it. */
  @Bean
  @Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
  JsonMapper.Builder boundedJsonMapper(List<JsonMapperBuilderCustomizer> customizers) {
    JsonFactory bounded =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxDocumentLength(LARGEST_BODY)
                    .maxNestingDepth(20)
                    .maxStringLength(LARGEST_BODY)
                    .build())
            .build();
    JsonMapper.Builder builder = JsonMapper.builder(bounded);
    customizers.forEach(customizer -> customizer.customize(builder));
    return builder;
  }

  @Bean
  OpenAPI description() {
    return new OpenAPI()
        .info(
            new Info()
                .title("Xianda 鲜答")
                .version("v1")
                .description(
                    "Customer service for fresh-grocery mini-programs. Errors are problem details (RFC 9457) with a stable type."
                        + " The WebSocket at /ws is described in docs/websocket.md.")
                .license(new License().name("Apache-2.0")))
        .components(
            new Components()
                .addSecuritySchemes(
                    "shopper",
                    new SecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme("bearer")
                        .bearerFormat("JWT")));
  }
}
