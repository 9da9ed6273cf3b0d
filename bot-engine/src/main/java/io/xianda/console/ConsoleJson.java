package io.xianda.console;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import io.xianda.curating.CompareVersions.Difference;
import io.xianda.curating.Operator;
import io.xianda.gaps.Acceptance;
import io.xianda.gaps.Actor;
import io.xianda.gaps.GapId;
import io.xianda.gaps.Standing;
import io.xianda.gaps.Suggestion;
import io.xianda.knowledge.EntryId;
import io.xianda.knowledge.Generation;
import io.xianda.rules.RuleId;
import java.util.UUID;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.EnumFeature;

/**
 * How operators see what the parts of the service tell: identifiers as texts, constants in small.
 */
@Configuration(proxyBeanMethods = false)
class ConsoleJson {

  @Bean
  static JsonMapperBuilderCustomizer asOperatorsSeeIt() {
    return builder ->
        builder
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
            .addMixIn(EntryId.class, Text.class)
            .addMixIn(RuleId.class, Text.class)
            .addMixIn(GapId.class, Id.class)
            .addMixIn(Operator.class, Name.class)
            .addMixIn(Actor.class, Name.class)
            .addMixIn(io.xianda.rules.Operator.class, Account.class)
            .addMixIn(Generation.class, Counted.class)
            .addMixIn(Difference.class, Differences.class)
            .addMixIn(Standing.class, Standings.class)
            .addMixIn(Suggestion.class, Suggestions.class)
            .addMixIn(Acceptance.class, Acceptances.class);
  }

  abstract static class Text {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    Text(String value) {}

    @JsonValue
    abstract String value();
  }

  interface Id {

    @JsonValue
    UUID value();
  }

  interface Name {

    @JsonValue
    String name();
  }

  interface Account {

    @JsonValue
    String account();
  }

  interface Counted {

    @JsonValue
    long number();
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Difference.Text.class, name = "text"),
    @JsonSubTypes.Type(value = Difference.Texts.class, name = "texts"),
    @JsonSubTypes.Type(value = Difference.Value.class, name = "value")
  })
  interface Differences {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "state")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Standing.Open.class, name = "open"),
    @JsonSubTypes.Type(value = Standing.Accepted.class, name = "accepted"),
    @JsonSubTypes.Type(value = Standing.Dismissed.class, name = "dismissed")
  })
  interface Standings {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "do")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Suggestion.AddTo.class, name = "similar_question"),
    @JsonSubTypes.Type(value = Suggestion.WriteNew.class, name = "new_entry")
  })
  interface Suggestions {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "as")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Acceptance.AddedTo.class, name = "similar_question"),
    @JsonSubTypes.Type(value = Acceptance.NewEntry.class, name = "new_entry")
  })
  interface Acceptances {}
}
