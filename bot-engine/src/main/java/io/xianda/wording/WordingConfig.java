package io.xianda.wording;

import io.micrometer.core.instrument.MeterRegistry;
import io.xianda.conversation.Conversations;
import io.xianda.dialogue.DialogueSettings;
import io.xianda.dialogue.Wording;
import io.xianda.intent.SentenceEncoder;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Without a model there is nothing of this package but {@link Wording#OFF}. */
@Configuration(proxyBeanMethods = false)
class WordingConfig {

  static final class ModelIsOn implements Condition {

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
      return !context.getEnvironment().getProperty("xianda.model.url", "").isBlank();
    }
  }

  @Bean
  @Conditional(ModelIsOn.class)
  AskModel askModel(ModelSettings settings, Clock clock, DialogueSettings dialogue) {
    return new AskModel(settings, clock, dialogue.zone());
  }

  @Bean
  @Conditional(ModelIsOn.class)
  ModelMetrics modelMetrics(MeterRegistry registry, AskModel model) {
    return new ModelMetrics(registry, model);
  }

  @Bean
  @Conditional(ModelIsOn.class)
  SummariseHandoffs summariseHandoffs(
      Conversations conversations, AskModel model, ModelMetrics metrics) {
    return new SummariseHandoffs(conversations, model, metrics);
  }

  @Bean
  Wording wording(
      ObjectProvider<AskModel> model,
      ObjectProvider<ModelMetrics> metrics,
      SentenceEncoder encoder) {
    AskModel asked = model.getIfAvailable();
    return asked == null
        ? Wording.OFF
        : new ModelWording(asked, new StaysWithin(encoder), metrics.getObject());
  }
}
