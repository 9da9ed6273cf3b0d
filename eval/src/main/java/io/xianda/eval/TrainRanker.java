package io.xianda.eval;

import io.xianda.intent.Normaliser;
import io.xianda.intent.train.TrainedModel;
import io.xianda.intent.train.TrainingMessage;
import io.xianda.knowledge.AnswerRanker;
import io.xianda.knowledge.EntryFile;
import io.xianda.knowledge.Generation;
import io.xianda.knowledge.Hit;
import io.xianda.knowledge.KnowledgeQuery;
import io.xianda.knowledge.LuceneKnowledgeBase;
import io.xianda.knowledge.PassageEncoder;
import io.xianda.knowledge.Synonyms;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import me.tongfei.progressbar.ProgressBar;

/**
 * Searches for every judged message in a base that has not learned from it, with what a model
 * thought of it that had not seen it, and learns which candidates answer.
 */
final class TrainRanker {

  /** All that a search judges. */
  private static final int CANDIDATES = 14;

  private static final int FOLDS = 5;

  private TrainRanker() {}

  /** What a ranker is fitted on: each candidate of each judged message. */
  record JudgedPairs(List<AnswerRanker.Judged> pairs, int messages) {

    AnswerRanker fit() {
      return AnswerRanker.fit(pairs, messages);
    }
  }

  /**
   * The judged pairs.
   *
   * @param known the encoder
   * @param messages the labelled messages, the first of those that the model was trained on
   */
  static JudgedPairs judge(
      PassageEncoder known, List<TrainingMessage> messages, TrainedModel trained) {
    List<TrainedModel.HeldOut> judged =
        trained.heldOut().stream().filter(h -> h.message() < messages.size()).toList();
    List<AnswerRanker.Judged> found = new ArrayList<>();
    try (ProgressBar bar = Measurement.progress("ranker", judged.size())) {
      for (int fold = 0; fold < FOLDS; fold++) {
        List<TrainedModel.HeldOut> asked = part(judged, fold);
        try (var base = LuceneKnowledgeBase.inMemory(known, AnswerRanker.untrained())) {
          base.useSynonyms(Synonyms.shipped());
          base.publish(
              new Generation(1),
              LearnedQuestions.added(
                  EntryFile.demoAsWritten(), LearnedQuestions.of(without(messages, asked))));
          for (TrainedModel.HeldOut one : asked) {
            judge(base, messages.get(one.message()), one, trained, found);
            bar.step();
          }
        }
      }
    }
    return new JudgedPairs(found, judged.size());
  }

  private static List<TrainedModel.HeldOut> part(List<TrainedModel.HeldOut> judged, int fold) {
    return IntStream.range(0, judged.size())
        .filter(i -> i % FOLDS == fold)
        .mapToObj(judged::get)
        .toList();
  }

  private static List<TrainingMessage> without(
      List<TrainingMessage> messages, List<TrainedModel.HeldOut> asked) {
    Set<Integer> left = new HashSet<>();
    asked.forEach(one -> left.add(one.message()));
    return IntStream.range(0, messages.size())
        .filter(i -> !left.contains(i))
        .mapToObj(messages::get)
        .toList();
  }

  private static void judge(
      LuceneKnowledgeBase base,
      TrainingMessage message,
      TrainedModel.HeldOut heldOut,
      TrainedModel trained,
      List<AnswerRanker.Judged> found) {
    var query =
        new KnowledgeQuery(
            Normaliser.normalise(message.text()).text(),
            trained.vectors().get(heldOut.message()),
            heldOut.prediction()::of,
            CANDIDATES);
    for (Hit hit : base.search(query).hits()) {
      found.add(
          new AnswerRanker.Judged(
              hit.evidence(), message.entries().contains(hit.entry().id().value())));
    }
  }
}
