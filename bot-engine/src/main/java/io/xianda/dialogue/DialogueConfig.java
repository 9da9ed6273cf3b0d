package io.xianda.dialogue;

import io.xianda.intent.BgeSmallZh;
import io.xianda.intent.IntentCatalog;
import io.xianda.intent.IntentModel;
import io.xianda.intent.SentenceEncoder;
import io.xianda.intent.Understand;
import io.xianda.knowledge.AnswerRanker;
import io.xianda.knowledge.ElasticKnowledgeBase;
import io.xianda.knowledge.Entries;
import io.xianda.knowledge.EntryFile;
import io.xianda.knowledge.FallbackKnowledgeBase;
import io.xianda.knowledge.FollowPublications;
import io.xianda.knowledge.IndexedKnowledgeBase;
import io.xianda.knowledge.LuceneKnowledgeBase;
import io.xianda.knowledge.PassageEncoder;
import io.xianda.knowledge.PrecomputedVectors;
import io.xianda.knowledge.Synonyms;
import io.xianda.order.OrderGateway;
import io.xianda.storage.StorageSettings;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Puts encoder, model, knowledge base and dialogue together. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class DialogueConfig {

  @Bean
  SentenceEncoder sentenceEncoder() {
    return BgeSmallZh.load();
  }

  @Bean
  IntentModel intentModel(SentenceEncoder encoder) {
    return IntentModel.shipped(encoder);
  }

  @Bean
  IntentCatalog intentCatalog() {
    return IntentCatalog.shipped();
  }

  @Bean
  Understand understand(SentenceEncoder encoder, IntentModel model) {
    return new Understand(encoder, model);
  }

  @Bean
  IndexedKnowledgeBase knowledgeBase(
      SentenceEncoder encoder,
      Entries entries,
      StorageSettings storage,
      SearchSettings search,
      Clock clock) {
    PassageEncoder passages = PrecomputedVectors.shipped(new SharedEncoder(encoder));
    var local =
        LuceneKnowledgeBase.onDisk(
            storage.index(), entries.origin(), passages, AnswerRanker.shipped());
    local.useSynonyms(Synonyms.shipped());
    if (search.elasticsearch().isEmpty()) {
      return local;
    }
    var shared =
        ElasticKnowledgeBase.at(
            search.elasticsearch().get(),
            ElasticKnowledgeBase.prefix(search.prefix(), entries.origin(), passages),
            entries.origin(),
            passages,
            AnswerRanker.shipped(),
            clock);
    shared.useSynonyms(Synonyms.shipped());
    return new FallbackKnowledgeBase(shared, local, entries, clock);
  }

  @Bean
  FollowPublications followPublications(Entries entries, IndexedKnowledgeBase base) {
    entries.fillIfEmpty(EntryFile.demo());
    var follow = new FollowPublications(entries, base);
    follow.catchUp();
    return follow;
  }

  @Bean
  Dialogue dialogue(
      Understand understand,
      IndexedKnowledgeBase knowledge,
      FollowPublications upToDate,
      IntentCatalog catalog,
      OrderGateway orders,
      DialogueSettings settings) {
    return new Dialogue(understand, knowledge, catalog, orders, settings);
  }
}
