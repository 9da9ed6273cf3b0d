package io.xianda.eval;

import io.xianda.dialogue.Dialogue;
import io.xianda.dialogue.DialogueSettings;
import io.xianda.dialogue.SharedEncoder;
import io.xianda.intent.BgeSmallZh;
import io.xianda.intent.IntentCatalog;
import io.xianda.intent.IntentModel;
import io.xianda.intent.SentenceEncoder;
import io.xianda.intent.Understand;
import io.xianda.knowledge.AnswerRanker;
import io.xianda.knowledge.EntryFile;
import io.xianda.knowledge.Generation;
import io.xianda.knowledge.LuceneKnowledgeBase;
import io.xianda.order.DemoShop;
import java.time.Clock;

/** The shipped bot without database and channels: the very dialogue that shoppers talk to. */
record Engine(
    SentenceEncoder encoder,
    IntentModel model,
    IntentCatalog catalog,
    LuceneKnowledgeBase knowledge,
    Dialogue dialogue)
    implements AutoCloseable {

  static Engine shipped(Clock clock) {
    SentenceEncoder encoder = BgeSmallZh.load();
    IntentModel model = IntentModel.shipped(encoder);
    IntentCatalog catalog = IntentCatalog.shipped();
    var knowledge =
        LuceneKnowledgeBase.inMemory(new SharedEncoder(encoder), AnswerRanker.shipped());
    knowledge.publish(new Generation(1), EntryFile.demo());
    var dialogue =
        new Dialogue(
            new Understand(encoder, model),
            knowledge,
            catalog,
            DemoShop.shipped(clock),
            DialogueSettings.defaults());
    return new Engine(encoder, model, catalog, knowledge, dialogue);
  }

  @Override
  public void close() {
    knowledge.close();
    model.close();
    encoder.close();
  }
}
