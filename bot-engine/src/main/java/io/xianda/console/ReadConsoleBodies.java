package io.xianda.console;

import java.util.List;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/** Lets an entry with all its similar questions in, and bounds it. */
@Component
class ReadConsoleBodies implements WebMvcConfigurer {

  private static final int LARGEST_BODY = 2 * 1024 * 1024;

  private final JsonMapper mapper;

  ReadConsoleBodies(List<JsonMapperBuilderCustomizer> customizers) {
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
    this.mapper =
        builder
            .addModule(new SimpleModule().addDeserializer(String.class, new StorableText()))
            .build();
  }

  @Override
  public void configureMessageConverters(HttpMessageConverters.ServerBuilder converters) {
    converters.configureMessageConverters(converter -> {
      if (converter instanceof JacksonJsonHttpMessageConverter json) {
        json.registerMappersForType(
            ConsoleBody.class, mappers -> mappers.put(MediaType.APPLICATION_JSON, mapper));
      }
    });
  }
}
