package io.xianda.eval;

import io.xianda.conversation.ConversationState;
import io.xianda.conversation.Part;
import io.xianda.conversation.ShopperId;
import io.xianda.dialogue.Decision;
import io.xianda.dialogue.Offer;
import io.xianda.dialogue.Outcome;
import io.xianda.dialogue.Turn;
import io.xianda.intent.Action;
import io.xianda.intent.Intent;
import io.xianda.intent.IntentCatalog;
import io.xianda.intent.ScoredIntent;
import io.xianda.intent.train.FoldMetrics;
import io.xianda.knowledge.Hit;
import io.xianda.order.TurnKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import me.tongfei.progressbar.ProgressBar;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bin/xianda eval messages}: the shipped bot, one message a conversation. */
@Command(
    name = "messages",
    mixinStandardHelpOptions = true,
    description = "The shipped model and knowledge base on labelled messages.")
final class EvalMessages extends Measurement {

  @Option(names = "--test", required = true, description = "JSONL: text, intent, also, faq, group.")
  private Path test = Path.of("");

  /** A labelled message. */
  record Labelled(
      String text, Intent intent, List<Intent> labels, List<String> faq, String group) {}

  /** What the bot did about it. */
  record Judged(Labelled expected, Outcome outcome, Verdict verdict, double ms) {

    Intent predicted() {
      return ranked().getFirst().intent();
    }

    List<ScoredIntent> ranked() {
      var understanding = outcome.understanding();
      return understanding == null
          ? List.of(new ScoredIntent(Intent.OUT_OF_SCOPE, 1))
          : understanding.intents().ranked();
    }

    double inScope() {
      var understanding = outcome.understanding();
      return understanding == null ? 0 : understanding.intents().inScope();
    }

    /** The label when the prediction is one of those that count as right, else the prediction. */
    Intent credited() {
      return expected.labels().contains(predicted()) ? expected.intent() : predicted();
    }

    /** Rank of the first right entry from 0, or -1. */
    int rank() {
      List<Hit> hits = outcome.found().hits();
      for (int i = 0; i < hits.size(); i++) {
        if (expected.faq().contains(hits.get(i).entry().id().value())) {
          return i;
        }
      }
      return -1;
    }

    /** Whether the reply claims something; a question and a handoff do not. */
    boolean asserts() {
      return switch (outcome.decision()) {
        case Decision.Answer a -> true;
        case Decision.FollowRule f -> true;
        case Decision.Progress p -> true;
        case Decision.Socialise s -> true;
        case Decision.AdmitGap g -> true;
        case Decision.Abstain a -> true;
        case Decision.Clarify c -> false;
        case Decision.HandOver h -> false;
        case Decision.KeepWaiting k -> false;
        case Decision.ReturnToBot r -> false;
        case Decision.AskToShorten a -> false;
        case Decision.AskForWords a -> false;
        case Decision.OrdersAway a -> false;
        case Decision.LeaveTicket l -> false;
      };
    }

    /** How sure the bot was of what it did; what asserts nothing comes last. */
    double confidence() {
      return switch (outcome.decision()) {
        case Decision.Answer(var entry, var probability) -> probability;
        case Decision.FollowRule f -> 1;
        case Decision.Abstain a -> 1 - inScope();
        case Decision.Progress p -> ranked().getFirst().probability();
        case Decision.Socialise s -> ranked().getFirst().probability();
        case Decision.AdmitGap g -> ranked().getFirst().probability();
        case Decision.HandOver h -> ranked().getFirst().probability();
        case Decision.Clarify c -> 0;
        case Decision.KeepWaiting k -> 0;
        case Decision.ReturnToBot r -> 0;
        case Decision.AskToShorten a -> 0;
        case Decision.AskForWords a -> 0;
        case Decision.OrdersAway a -> 0;
        case Decision.LeaveTicket l -> 0;
      };
    }
  }

  /** What a reply is worth. */
  enum Verdict {
    RIGHT,
    HELPED,
    ESCALATED,
    WRONG
  }

  @Override
  Map<String, Object> measure() throws IOException {
    IntentCatalog catalog = IntentCatalog.shipped();
    List<Labelled> messages = read(test, catalog);
    List<Judged> judged;
    try (Engine engine = Engine.shipped(Clock.systemUTC());
        ProgressBar bar = progress("messages", messages.size())) {
      judged = judge(engine, messages, catalog, bar::step);
    }
    writeLines("predictions.jsonl", judged.stream().map(EvalMessages::prediction).toList());
    Map<String, Object> metrics = metricsOf(judged, catalog);
    Report.write(
        out().resolve("report.html"),
        "Messages: " + test.getFileName(),
        metrics,
        confusions(judged),
        worst(judged));
    return metrics;
  }

  static List<Labelled> read(Path file, IntentCatalog catalog) {
    return read(file, line -> labelled(line, catalog));
  }

  /** Each message as a conversation of its own. */
  static List<Judged> judge(
      Engine engine, List<Labelled> messages, IntentCatalog catalog, Runnable judgedOne) {
    List<Judged> judged = new ArrayList<>();
    for (Labelled message : messages) {
      var turn =
          new Turn(
              ShopperId.guest(),
              ConversationState.BOT,
              null,
              List.of(new Part.Text(message.text())),
              Clock.systemUTC().instant(),
              new TurnKey("message"));
      long start = System.nanoTime();
      Outcome outcome = engine.dialogue().respond(turn);
      double ms = (System.nanoTime() - start) / 1e6;
      judged.add(new Judged(message, outcome, verdict(message, outcome.decision(), catalog), ms));
      judgedOne.run();
    }
    return judged;
  }

  private static Labelled labelled(Line line, IntentCatalog catalog) {
    Intent intent = intent(line, line.text("intent"), catalog);
    List<Intent> labels = new ArrayList<>(List.of(intent));
    line.texts("also").forEach(also -> labels.add(intent(line, also, catalog)));
    String group =
        line.json().path("group").isString() ? line.text("group") : catalog.of(intent).group();
    return new Labelled(line.text("text"), intent, labels, line.texts("faq"), group);
  }

  private static Intent intent(Line line, String id, IntentCatalog catalog) {
    try {
      Intent intent = new Intent(id);
      if (catalog.knows(intent)) {
        return intent;
      }
    } catch (IllegalArgumentException e) {
      throw new UnusableInput(line.where() + ": " + e.getMessage());
    }
    throw new UnusableInput(line.where() + ": unknown intent " + id);
  }

  /** What the decision is worth, by the rules of the evaluation contract. */
  static Verdict verdict(Labelled message, Decision decision, IntentCatalog catalog) {
    return switch (decision) {
      case Decision.Answer(var entry, var probability) ->
          right(message.faq().contains(entry.id().value()));
      case Decision.Progress(var intent, var step, var started) ->
          right(message.labels().contains(intent));
      case Decision.HandOver h ->
          has(message, Action.HUMAN, catalog) ? Verdict.RIGHT : Verdict.ESCALATED;
      case Decision.Socialise s -> right(has(message, Action.SOCIAL, catalog));
      case Decision.Abstain a -> right(has(message, Action.ABSTAIN, catalog));
      case Decision.AskForWords a -> right(has(message, Action.ABSTAIN, catalog));
      case Decision.OrdersAway a -> Verdict.WRONG;
      case Decision.LeaveTicket l -> Verdict.WRONG;
      case Decision.AdmitGap g ->
          right(has(message, Action.FAQ, catalog) && message.faq().isEmpty());
      case Decision.Clarify(List<Offer> offers, var otherwise) ->
          offers.stream().anyMatch(offer -> holds(message, offer)) ? Verdict.HELPED : Verdict.WRONG;
      case Decision.AskToShorten a -> Verdict.WRONG;
      case Decision.FollowRule f -> Verdict.WRONG;
      case Decision.KeepWaiting k -> Verdict.WRONG;
      case Decision.ReturnToBot r -> Verdict.WRONG;
    };
  }

  private static boolean has(Labelled message, Action action, IntentCatalog catalog) {
    return message.labels().stream().anyMatch(label -> catalog.of(label).action() == action);
  }

  private static boolean holds(Labelled message, Offer offer) {
    return switch (offer) {
      case Offer.OfEntry(var label, var entry) -> message.faq().contains(entry);
      case Offer.OfIntent(var label, var intent) -> message.labels().contains(new Intent(intent));
      // It leads to the right words only where the shop has none, which is not a choice held.
      case Offer.NoneOfThese none -> false;
      case Offer.OfTicket ticket -> false;
    };
  }

  private static Verdict right(boolean right) {
    return right ? Verdict.RIGHT : Verdict.WRONG;
  }

  static Map<String, Object> metricsOf(List<Judged> judged, IntentCatalog catalog) {
    Map<String, Object> metrics = metrics();
    int n = judged.size();
    boolean[] right = new boolean[n];
    boolean[] inScope = new boolean[n];
    double[] confidence = new double[n];
    double[] scope = new double[n];
    double[] ms = new double[n];
    int group = 0;
    int oosHits = 0;
    int oosPredicted = 0;
    int oosPresent = 0;
    for (int i = 0; i < n; i++) {
      Judged one = judged.get(i);
      right[i] = one.expected().labels().contains(one.predicted());
      inScope[i] = !one.expected().intent().equals(Intent.OUT_OF_SCOPE);
      confidence[i] = one.ranked().getFirst().probability();
      scope[i] = one.inScope();
      ms[i] = one.ms();
      group += catalog.of(one.predicted()).group().equals(one.expected().group()) ? 1 : 0;
      boolean predictedOos = one.predicted().equals(Intent.OUT_OF_SCOPE);
      oosPredicted += predictedOos ? 1 : 0;
      oosPresent += inScope[i] ? 0 : 1;
      oosHits += predictedOos && !inScope[i] ? 1 : 0;
    }
    metrics.put("messages", n);
    metrics.put("intent_accuracy", rounded(share(right)));
    metrics.put(
        "intent_macro_f1",
        rounded(
            FoldMetrics.macroF1(
                judged.stream().map(j -> j.expected().intent()).toList(),
                judged.stream().map(Judged::credited).toList())));
    metrics.put("group_accuracy", rounded(group / (double) n));
    metrics.put("oos_auroc", rounded(FoldMetrics.auroc(scope, inScope)));
    metrics.put("oos_recall", rounded(oosPresent == 0 ? 1 : oosHits / (double) oosPresent));
    metrics.put("oos_precision", rounded(oosPredicted == 0 ? 1 : oosHits / (double) oosPredicted));
    metrics.put("ece", rounded(FoldMetrics.expectedCalibrationError(confidence, right)));
    List<Judged> withFaq = judged.stream().filter(j -> !j.expected().faq().isEmpty()).toList();
    metrics.put("faq_recall_at_1", rounded(recall(withFaq, 1)));
    metrics.put("faq_recall_at_3", rounded(recall(withFaq, 3)));
    metrics.put(
        "faq_mrr",
        rounded(
            withFaq.stream()
                .mapToDouble(j -> j.rank() < 0 ? 0 : 1.0 / (j.rank() + 1))
                .average()
                .orElse(0)));
    for (Verdict verdict : Verdict.values()) {
      metrics.put(
          verdict.name().toLowerCase(java.util.Locale.ROOT),
          rounded(judged.stream().filter(j -> j.verdict() == verdict).count() / (double) n));
    }
    long asserting = judged.stream().filter(Judged::asserts).count();
    // As the contract has it: also a question back that does not hold what was meant counts above.
    long wrong = judged.stream().filter(j -> j.verdict() == Verdict.WRONG).count();
    metrics.put("wrong_answer_rate", rounded(asserting == 0 ? 0 : wrong / (double) asserting));
    metrics.put("risk_coverage", riskCoverage(judged));
    metrics.put("ms_p50", rounded(quantile(ms, 0.5)));
    metrics.put("ms_p99", rounded(quantile(ms, 0.99)));
    return metrics;
  }

  private static double share(boolean[] values) {
    int n = 0;
    for (boolean value : values) {
      n += value ? 1 : 0;
    }
    return n / (double) values.length;
  }

  private static double recall(List<Judged> judged, int k) {
    return judged.isEmpty()
        ? 0
        : judged.stream().filter(j -> j.rank() >= 0 && j.rank() < k).count()
            / (double) judged.size();
  }

  /**
   * Share of wrong replies among the surest ones, at each coverage; the area is its mean (Geifman
   * and El-Yaniv 2017).
   */
  private static Map<String, Object> riskCoverage(List<Judged> judged) {
    List<Judged> sorted =
        judged.stream()
            .sorted(java.util.Comparator.comparingDouble(Judged::confidence).reversed())
            .toList();
    List<List<Double>> curve = new ArrayList<>();
    double area = 0;
    int wrong = 0;
    for (int i = 0; i < sorted.size(); i++) {
      wrong += sorted.get(i).verdict() == Verdict.WRONG ? 1 : 0;
      double risk = wrong / (double) (i + 1);
      area += risk;
      if ((i + 1) % Math.max(1, sorted.size() / 20) == 0) {
        curve.add(List.of(rounded((i + 1) / (double) sorted.size()), rounded(risk)));
      }
    }
    Map<String, Object> result = metrics();
    result.put("area", rounded(area / sorted.size()));
    result.put("curve", curve);
    return result;
  }

  static Map<String, Object> prediction(Judged one) {
    Map<String, Object> row = metrics();
    row.put("text", one.expected().text());
    Map<String, Object> expected = metrics();
    expected.put("intent", one.expected().intent().id());
    expected.put("also", one.expected().labels().stream().skip(1).map(Intent::id).toList());
    expected.put("faq", one.expected().faq());
    expected.put("group", one.expected().group());
    row.put("expected", expected);
    row.put(
        "intents",
        one.ranked().stream()
            .limit(5)
            .map(s -> Map.of("intent", s.intent().id(), "p", rounded(s.probability())))
            .toList());
    row.put("in_scope", rounded(one.inScope()));
    row.put(
        "entries",
        one.outcome().found().hits().stream()
            .limit(5)
            .map(h -> Map.of("id", h.entry().id().value(), "score", rounded(h.probability())))
            .toList());
    row.put("decision", decision(one.outcome().decision()));
    row.put("policy", one.outcome().trace().policy());
    row.put("verdict", one.verdict().name().toLowerCase(java.util.Locale.ROOT));
    row.put("ms", rounded(one.ms()));
    return row;
  }

  private static Map<String, Object> decision(Decision decision) {
    Map<String, Object> row = metrics();
    row.put("kind", decision.getClass().getSimpleName());
    switch (decision) {
      case Decision.Answer(var entry, var probability) -> row.put("entry", entry.id().value());
      case Decision.FollowRule(var rule, var text, var answer) -> row.put("rule", rule.value());
      case Decision.Progress(var intent, var step, var started) -> row.put("intent", intent.id());
      case Decision.HandOver(var handoff) -> row.put("group", handoff.group().id());
      case Decision.Clarify(var offers, var otherwise) ->
          row.put("offers", offers.stream().map(Offer::label).toList());
      case Decision.Socialise(var intent) -> row.put("intent", intent.id());
      case Decision.AdmitGap(var intent) -> row.put("intent", intent.id());
      case Decision.Abstain a -> {}
      case Decision.KeepWaiting k -> {}
      case Decision.ReturnToBot r -> {}
      case Decision.AskToShorten a -> {}
      case Decision.AskForWords a -> {}
      case Decision.OrdersAway a -> {}
      case Decision.LeaveTicket l -> {}
    }
    return row;
  }

  private static List<List<String>> confusions(List<Judged> judged) {
    Map<String, List<String>> pairs = new LinkedHashMap<>();
    for (Judged one : judged) {
      if (!one.expected().labels().contains(one.predicted())) {
        pairs
            .computeIfAbsent(
                one.expected().intent().id() + " → " + one.predicted().id(),
                key -> new ArrayList<>())
            .add(one.expected().text());
      }
    }
    List<List<String>> rows =
        new ArrayList<>(List.of(List.of("expected → predicted", "count", "examples")));
    pairs.entrySet().stream()
        .sorted((a, b) -> b.getValue().size() - a.getValue().size())
        .limit(40)
        .forEach(e ->
            rows.add(
                List.of(
                    e.getKey(),
                    String.valueOf(e.getValue().size()),
                    String.join(
                        " ／ ", e.getValue().subList(0, Math.min(4, e.getValue().size()))))));
    return rows;
  }

  private static List<List<String>> worst(List<Judged> judged) {
    List<List<String>> rows =
        new ArrayList<>(List.of(List.of("message", "expected", "done", "confidence")));
    judged.stream()
        .filter(j -> j.verdict() == Verdict.WRONG)
        .sorted(java.util.Comparator.comparingDouble(Judged::confidence).reversed())
        .limit(60)
        .forEach(j ->
            rows.add(
                List.of(
                    j.expected().text(),
                    j.expected().intent().id() + " " + j.expected().faq(),
                    decision(j.outcome().decision()).toString(),
                    String.valueOf(rounded(j.confidence())))));
    return rows;
  }
}
