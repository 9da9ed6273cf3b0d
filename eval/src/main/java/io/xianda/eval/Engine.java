package io.xianda.eval;

import io.xianda.dialogue.Dialogue;
import io.xianda.dialogue.DialogueSettings;
import io.xianda.dialogue.FittedRisk;
import io.xianda.dialogue.RiskBounds;
import io.xianda.dialogue.SharedEncoder;
import io.xianda.flow.ShopRules;
import io.xianda.handoff.Staffing;
import io.xianda.handoff.StaffingSettings;
import io.xianda.intent.BgeSmallZh;
import io.xianda.intent.IntentCatalog;
import io.xianda.intent.IntentModel;
import io.xianda.intent.SentenceEncoder;
import io.xianda.intent.Understand;
import io.xianda.knowledge.AnswerRanker;
import io.xianda.knowledge.EntryFile;
import io.xianda.knowledge.Generation;
import io.xianda.knowledge.LuceneKnowledgeBase;
import io.xianda.knowledge.PrecomputedVectors;
import io.xianda.knowledge.Synonyms;
import io.xianda.order.DemoShop;
import io.xianda.order.Effects;
import io.xianda.rules.RuleBook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The shipped bot without database and channels: the very dialogue that shoppers talk to. */
record Engine(
    SentenceEncoder encoder,
    IntentModel model,
    IntentCatalog catalog,
    LuceneKnowledgeBase knowledge,
    Dialogue dialogue,
    Path index)
    implements AutoCloseable {

  static Engine shipped(Clock clock) {
    return shipped(clock, DialogueSettings.defaults(), FittedRisk.shipped());
  }

  /** The shipped bot that dares something else. */
  static Engine shipped(Clock clock, DialogueSettings settings, FittedRisk fitted) {
    SentenceEncoder encoder = BgeSmallZh.load();
    IntentModel model = IntentModel.shipped(encoder);
    IntentCatalog catalog = IntentCatalog.shipped();
    Path index = temporaryDirectory();
    var knowledge =
        LuceneKnowledgeBase.onDisk(
            index,
            "shipped",
            PrecomputedVectors.shipped(new SharedEncoder(encoder)),
            AnswerRanker.shipped());
    knowledge.useSynonyms(Synonyms.shipped());
    knowledge.publish(new Generation(1), EntryFile.demo());
    var understand = new Understand(encoder, model);
    Dialogue dialogue =
        dialogue(understand, knowledge, catalog, DemoShop.shipped(clock), settings, fitted);
    return new Engine(encoder, model, catalog, knowledge, dialogue, index);
  }

  /** The same bot in a shop of its own. */
  Dialogue in(DemoShop shop) {
    return dialogue(
        new Understand(encoder, model),
        knowledge,
        catalog,
        shop,
        DialogueSettings.defaults(),
        FittedRisk.shipped());
  }

  private static Dialogue dialogue(
      Understand understand,
      LuceneKnowledgeBase knowledge,
      IntentCatalog catalog,
      DemoShop shop,
      DialogueSettings settings,
      FittedRisk fitted) {
    RiskBounds bounds = RiskBounds.of(fitted);
    return new Dialogue(
        understand,
        knowledge,
        catalog,
        shop,
        Effects.through(shop),
        ShopRules.defaults(),
        settings,
        () -> bounds,
        // Nobody else asks for people here.
        Staffing.by(settings.officeHours(StaffingSettings.defaults()), group -> false),
        RuleBook::empty,
        List::of);
  }

  /** On disk as in the service: an index in the heap is slower and would be measured instead. */
  private static Path temporaryDirectory() {
    try {
      return Files.createTempDirectory("xianda-eval");
    } catch (IOException e) {
      throw new UncheckedIOException("no temporary directory for the search index", e);
    }
  }

  @Override
  public void close() {
    knowledge.close();
    encoder.close();
    try (Stream<Path> files = Files.walk(index)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the search index of the evaluation cannot be deleted", e);
    }
  }
}
