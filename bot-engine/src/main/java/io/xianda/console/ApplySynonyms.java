package io.xianda.console;

import io.xianda.knowledge.LuceneKnowledgeBase;
import io.xianda.knowledge.Synonyms;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Searches with the stored dictionary, also after it was changed at another node. */
@Component
class ApplySynonyms {

  private static final Logger LOG = LoggerFactory.getLogger(ApplySynonyms.class);

  private final StoredSynonyms stored;
  private final LuceneKnowledgeBase base;

  /** The base is made with those that are shipped. */
  private long applied;

  ApplySynonyms(StoredSynonyms stored, LuceneKnowledgeBase base) {
    this.stored = stored;
    this.base = base;
  }

  /** One query of one number, unless something changed. */
  @Scheduled(fixedDelayString = "PT2S")
  synchronized void catchUp() {
    try {
      if (stored.lock() != applied) {
        StoredSynonyms.Stored read = stored.read();
        base.useSynonyms(synonyms(read));
        applied = read.lock();
      }
    } catch (RuntimeException e) {
      LOG.warn("the synonyms are searched as they were: {}", e.getMessage());
    }
  }

  static Synonyms synonyms(StoredSynonyms.Stored stored) {
    String text = stored.text();
    return text == null ? Synonyms.shipped() : Synonyms.read(text.lines().toList());
  }
}
