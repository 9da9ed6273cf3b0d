package io.xianda.console;

import io.xianda.conversation.Channel;
import io.xianda.curating.AdoptPublished;
import io.xianda.curating.ApplyChange;
import io.xianda.curating.Curating;
import io.xianda.curating.CuratingSettings;
import io.xianda.curating.FindingTexts;
import io.xianda.curating.Guards;
import io.xianda.curating.Items;
import io.xianda.curating.KnownNames;
import io.xianda.curating.NearQuestions;
import io.xianda.curating.StoreAdopted;
import io.xianda.curating.StoreImported;
import io.xianda.curating.StoredQuestions;
import io.xianda.curating.WorkingVersions;
import io.xianda.dialogue.SharedEncoder;
import io.xianda.exchange.DryRun;
import io.xianda.exchange.ImportEntries;
import io.xianda.exchange.ShopRules;
import io.xianda.intent.Intent;
import io.xianda.intent.IntentCatalog;
import io.xianda.intent.SentenceEncoder;
import io.xianda.knowledge.DemoFacts;
import io.xianda.knowledge.Entries;
import io.xianda.knowledge.KnowledgeBase;
import io.xianda.knowledge.ShopFacts;
import java.time.Clock;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts curating together for this shop. */
@Configuration(proxyBeanMethods = false)
class ConsoleConfig {

  @Bean
  ShopFacts shopFacts() {
    return DemoFacts.shipped();
  }

  @Bean
  KnownNames knownNames(IntentCatalog catalog, ConsoleSettings settings) {
    return new KnownNames(
        catalog.intents().stream().map(Intent::id).collect(Collectors.toSet()),
        Arrays.stream(Channel.values())
            .map(channel -> channel.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet()),
        settings.cities(),
        settings.pages());
  }

  @Bean
  NearQuestions nearQuestions(KnowledgeBase base, SentenceEncoder encoder) {
    return new NearPublished(base, new SharedEncoder(encoder));
  }

  @Bean
  Guards guards(
      SentenceEncoder encoder,
      StoredQuestions told,
      NearQuestions near,
      ShopFacts facts,
      KnownNames known,
      Clock clock) {
    return new Guards(new SharedEncoder(encoder), told, near, facts, known, clock);
  }

  @Bean
  CuratingSettings curatingSettings(ConsoleSettings settings) {
    return new CuratingSettings(settings.reviewerMustDiffer());
  }

  @Bean
  Curating curating(Items items, ApplyChange apply, Guards guards, CuratingSettings settings) {
    return new Curating(items, apply, guards, settings);
  }

  @Bean
  FindingTexts findingTexts() {
    return new FindingTexts();
  }

  @Bean
  AdoptPublished adoptPublished(Entries entries, StoreAdopted store, Guards guards) {
    return new AdoptPublished(entries, store, guards);
  }

  @Bean
  DryRun dryRun(
      Entries entries,
      WorkingVersions versions,
      StoredQuestions stored,
      SentenceEncoder encoder,
      NearQuestions near,
      ShopFacts facts,
      KnownNames known,
      CuratingSettings settings,
      Clock clock) {
    return new DryRun(
        entries,
        versions,
        stored,
        new ShopRules(new SharedEncoder(encoder), near, facts, known, settings, clock));
  }

  @Bean
  ImportEntries importEntries(DryRun dryRun, StoreImported store) {
    return new ImportEntries(dryRun, store);
  }
}
