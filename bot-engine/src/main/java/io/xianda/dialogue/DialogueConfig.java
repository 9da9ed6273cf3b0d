package io.xianda.dialogue;

import io.xianda.conversation.Channel;
import io.xianda.desk.Queues;
import io.xianda.flow.ShopRules;
import io.xianda.handoff.Staffing;
import io.xianda.handoff.StaffingSettings;
import io.xianda.intent.BgeSmallZh;
import io.xianda.intent.IntentCatalog;
import io.xianda.intent.IntentModel;
import io.xianda.intent.Normaliser;
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
import io.xianda.knowledge.ShopFacts;
import io.xianda.knowledge.Synonyms;
import io.xianda.order.Effects;
import io.xianda.order.OrderGateway;
import io.xianda.rules.LiveRules;
import io.xianda.rules.Surroundings;
import io.xianda.storage.StorageSettings;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
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
  PassageEncoder passageEncoder(SentenceEncoder encoder) {
    return PrecomputedVectors.shipped(new SharedEncoder(encoder));
  }

  /** Always there: what operators try out, and what is searched when nothing else answers. */
  @Bean
  LuceneKnowledgeBase localKnowledge(
      PassageEncoder passages, Entries entries, StorageSettings storage) {
    var local =
        LuceneKnowledgeBase.onDisk(
            storage.index(), entries.origin(), passages, AnswerRanker.shipped());
    local.useSynonyms(Synonyms.shipped());
    return local;
  }

  @Bean
  @Primary
  IndexedKnowledgeBase knowledgeBase(
      PassageEncoder passages,
      LuceneKnowledgeBase local,
      Entries entries,
      SearchSettings search,
      Clock clock) {
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
  Surroundings surroundings(
      IntentCatalog catalog, ObjectProvider<ShopFacts> facts, DialogueSettings settings) {
    return new Surroundings(
        raw -> Normaliser.normalise(raw).text(),
        Arrays.stream(Channel.values())
            .map(channel -> channel.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet()),
        catalog.groupNames().keySet(),
        facts.getIfAvailable(() -> List::of),
        settings.zone());
  }

  @Bean
  Staffing staffing(
      DialogueSettings settings, StaffingSettings staffing, IntentCatalog catalog, Queues queues) {
    return Staffing.by(
        settings.officeHours(staffing.amongGroups(catalog.groupNames().keySet())), queues::isFull);
  }

  @Bean
  Dialogue dialogue(
      Understand understand,
      IndexedKnowledgeBase knowledge,
      FollowPublications upToDate,
      IntentCatalog catalog,
      OrderGateway orders,
      Effects effects,
      ShopRules shop,
      DialogueSettings settings,
      Staffing staffing,
      Supplier<RiskBounds> bounds,
      LiveRules rules,
      Surroundings surroundings) {
    rules.refresh();
    return new Dialogue(
        understand,
        knowledge,
        catalog,
        orders,
        effects,
        shop,
        settings,
        bounds,
        staffing,
        rules,
        surroundings.facts());
  }
}
