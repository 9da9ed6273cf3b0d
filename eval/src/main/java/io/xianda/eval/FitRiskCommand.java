package io.xianda.eval;

import io.xianda.conversation.ConversationState;
import io.xianda.conversation.Part;
import io.xianda.conversation.ShopperId;
import io.xianda.dialogue.Decision;
import io.xianda.dialogue.DialogueSettings;
import io.xianda.dialogue.FittedRisk;
import io.xianda.dialogue.Outcome;
import io.xianda.dialogue.RiskBudget;
import io.xianda.dialogue.RiskCurves;
import io.xianda.dialogue.Stake;
import io.xianda.dialogue.Turn;
import io.xianda.flow.Flows;
import io.xianda.flow.ShopRules;
import io.xianda.intent.Intent;
import io.xianda.intent.IntentCatalog;
import io.xianda.order.TurnKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import me.tongfei.progressbar.ProgressBar;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The second half of {@code bin/xianda train}: how sure the bot must be in each skill group, so
 * that the share of wrong replies stays within its budget. The shipped bot, made bold, answers
 * labelled messages that nothing was trained on; of all bounds that keep the one-sided
 * Clopper-Pearson limit of what it does wrong within the budget, the lowest is taken. A group with
 * too few messages of its own takes the bound that all groups together give for its budget.
 *
 * <p>What any other bound would have done to the same messages is written beside it: the bot with
 * everything as it is shipped, but for entries that it tells however unsure it is.
 */
@Command(
    name = "fit-risk",
    mixinStandardHelpOptions = true,
    description = "Fits the bounds of risk to labelled messages.")
final class FitRiskCommand implements Callable<Integer> {

  private static final double CONFIDENCE = 0.95;

  /** What may be wrong at most, unless it is stated otherwise. */
  private static final double BUDGET = 0.02;

  /**
   * What is told about refunds and food safety: money and health. A task that starts promises
   * nothing yet, since what it comes to is read back first.
   */
  private static final Map<String, Double> BUDGETS = Map.of("aftersale", 0.01);

  /** Bounds closer to 1 than this are no bounds but silence. */
  private static final double HIGHEST = 0.97;

  @Option(
      names = "--data",
      defaultValue = "intent-models/data/risk/ordinary.tsv",
      description = "The labelled messages.")
  private Path data = Path.of("");

  @Option(
      names = "--risk",
      defaultValue = "bot-engine/src/main/resources/io/xianda/dialogue/risk.json",
      description = "Where the bounds go.")
  private Path risk = Path.of("");

  @Option(
      names = "--curves",
      defaultValue = "bot-engine/src/main/resources/io/xianda/dialogue/risk-curves.json",
      description = "Where it goes what other bounds would have done.")
  private Path curves = Path.of("");

  public static void main(String[] args) {
    Quiet.start();
    System.exit(new CommandLine(new FitRiskCommand()).execute(args));
  }

  /**
   * Something the bot did.
   *
   * @param group that it belongs to
   * @param task whether it started a task, rather than told an entry
   * @param sure how sure it was
   */
  private record Act(String group, boolean task, double sure, boolean wrong) {}

  @Override
  public Integer call() throws IOException {
    List<EvalMessages.Labelled> messages = read(IntentCatalog.shipped());
    List<Act> acts = new ArrayList<>();
    FittedRisk fitted;
    try (Engine engine = Engine.shipped(Clock.systemUTC(), bold(), FittedRisk.none());
        ProgressBar bar = Measurement.progress("risk", messages.size())) {
      for (EvalMessages.Labelled message : messages) {
        act(message, respond(engine, message), engine.catalog()).ifPresent(acts::add);
        bar.step();
      }
      Map<String, FittedRisk.Bounds> groups = new TreeMap<>();
      for (String group : engine.catalog().groupNames().keySet()) {
        double budget = BUDGETS.getOrDefault(group, BUDGET);
        groups.put(
            group,
            new FittedRisk.Bounds(
                budget,
                bound(acts, group, false, budget),
                BUDGET,
                bound(acts, group, true, BUDGET)));
      }
      fitted =
          new FittedRisk(engine.model().manifest().head(), messages.size(), CONFIDENCE, groups);
    }
    Files.writeString(
        risk,
        Measurement.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(sorted(fitted))
            + "\n");
    System.out.println(Measurement.JSON.writeValueAsString(sorted(fitted)));
    Files.writeString(
        curves,
        Measurement.JSON
                .writerWithDefaultPrettyPrinter()
                .writeValueAsString(sorted(drawn(messages)))
            + "\n");
    return 0;
  }

  /** What became of a message: of which group the entry was that was told, or of none. */
  private record Told(EvalMessages.Labelled message, Optional<Act> act) {

    boolean concerns(String group) {
      return message.group().equals(group) || act.filter(a -> a.group().equals(group)).isPresent();
    }
  }

  private static RiskCurves drawn(List<EvalMessages.Labelled> messages) {
    List<Told> told = new ArrayList<>();
    try (Engine engine = Engine.shipped(Clock.systemUTC(), tellingAll(), FittedRisk.none());
        ProgressBar bar = Measurement.progress("curves", messages.size())) {
      for (EvalMessages.Labelled message : messages) {
        told.add(new Told(message, telling(message, respond(engine, message), engine.catalog())));
        bar.step();
      }
      Map<String, RiskCurves.Curve> groups = new TreeMap<>();
      for (String group : engine.catalog().groupNames().keySet()) {
        groups.put(
            group,
            curve(
                told.stream().filter(one -> one.concerns(group)).toList(),
                act -> act.group().equals(group)));
      }
      return new RiskCurves(
          engine.model().manifest().head(), CONFIDENCE, curve(told, act -> true), groups);
    }
  }

  private static RiskCurves.Curve curve(List<Told> told, Predicate<Act> counts) {
    List<Act> acts = told.stream().flatMap(one -> one.act().stream()).filter(counts).toList();
    List<RiskCurves.Point> points = new ArrayList<>();
    for (int hundredths = 20; hundredths < 100; hundredths++) {
      double threshold = hundredths / 100.0;
      int answered = (int) acts.stream().filter(act -> act.sure() >= threshold).count();
      int wrong = (int) acts.stream().filter(act -> act.sure() >= threshold && act.wrong()).count();
      double atMost = ClopperPearson.upper(wrong, answered, CONFIDENCE);
      points.add(
          new RiskCurves.Point(threshold, answered, wrong, Math.ceil(atMost * 10_000) / 10_000));
    }
    return new RiskCurves.Curve(told.size(), points);
  }

  /** The entry that was told; where no bound of a group held it back, it is as sure as can be. */
  private static Optional<Act> telling(
      EvalMessages.Labelled message, Outcome outcome, IntentCatalog catalog) {
    Stake stake = outcome.trace().stake();
    boolean bound =
        stake == null || stake.threshold() != DialogueSettings.defaults().risk().plausible();
    return act(message, outcome, catalog)
        .filter(act -> !act.task())
        .map(act -> bound ? act : new Act(act.group(), false, 1, act.wrong()));
  }

  private static Map<String, Object> sorted(RiskCurves drawn) {
    Map<String, Object> json = Measurement.metrics();
    json.put("model", drawn.model());
    json.put("confidence", drawn.confidence());
    json.put("all", drawn.all());
    json.put("groups", new TreeMap<>(drawn.groups()));
    return json;
  }

  /** As shipped, but that an entry is told however unsure the bot is of it. */
  private static DialogueSettings tellingAll() {
    RiskBudget r = DialogueSettings.defaults().risk();
    return daring(
        new RiskBudget(
            r.safety(),
            r.person(),
            r.social(),
            r.flow(),
            0.05,
            r.rule(),
            r.offer(),
            r.worthAsking(),
            r.gap(),
            r.noEntry(),
            r.plausible(),
            r.rival(),
            r.inScope()));
  }

  private static Map<String, Object> sorted(FittedRisk fitted) {
    Map<String, Object> json = Measurement.metrics();
    json.put("model", fitted.model());
    json.put("messages", fitted.messages());
    json.put("confidence", fitted.confidence());
    json.put("groups", new TreeMap<>(fitted.groups()));
    return json;
  }

  /** Everything that looks likely at all is done, so that it can be seen how often it is wrong. */
  private static DialogueSettings bold() {
    RiskBudget r = DialogueSettings.defaults().risk();
    return daring(
        new RiskBudget(
            r.safety(),
            r.person(),
            r.social(),
            0.05,
            0.05,
            0.05,
            r.offer(),
            r.worthAsking(),
            r.gap(),
            0,
            r.plausible(),
            r.rival(),
            r.inScope()));
  }

  private static DialogueSettings daring(RiskBudget risk) {
    DialogueSettings defaults = DialogueSettings.defaults();
    return new DialogueSettings(
        defaults.zone(),
        defaults.personsFrom(),
        defaults.personsUntil(),
        defaults.quietTime(),
        defaults.longestMessage(),
        risk);
  }

  private static Outcome respond(Engine engine, EvalMessages.Labelled message) {
    return engine
        .dialogue()
        .respond(
            new Turn(
                ShopperId.guest(),
                ConversationState.BOT,
                null,
                List.of(new Part.Text(message.text())),
                Clock.systemUTC().instant(),
                new TurnKey("risk")));
  }

  private static Optional<Act> act(
      EvalMessages.Labelled message, Outcome outcome, IntentCatalog catalog) {
    boolean wrong =
        EvalMessages.verdict(message, outcome.decision(), catalog) == EvalMessages.Verdict.WRONG;
    return switch (outcome.decision()) {
      case Decision.Answer(var entry, double probability) ->
          Optional.of(new Act(group(entry.intent(), catalog), false, probability, wrong));
      case Decision.Progress(Intent intent, var step, var started) ->
          Optional.of(new Act(group(intent.id(), catalog), true, sure(intent, outcome), wrong));
      case Decision.HandOver h -> Optional.empty();
      case Decision.KeepWaiting k -> Optional.empty();
      case Decision.ReturnToBot r -> Optional.empty();
      case Decision.Socialise s -> Optional.empty();
      case Decision.FollowRule f -> Optional.empty();
      case Decision.Clarify c -> Optional.empty();
      case Decision.AdmitGap g -> Optional.empty();
      case Decision.Abstain a -> Optional.empty();
      case Decision.AskToShorten a -> Optional.empty();
      case Decision.AskForWords a -> Optional.empty();
      case Decision.OrdersAway a -> Optional.empty();
      case Decision.LeaveTicket l -> Optional.empty();
    };
  }

  /** As the policies see it: all intents that the task serves. */
  private static double sure(Intent intent, Outcome outcome) {
    var understanding = java.util.Objects.requireNonNull(outcome.understanding());
    return Flows.all(ShopRules.defaults())
        .of(intent)
        .map(flow ->
            flow.intents().stream().mapToDouble(one -> understanding.intents().of(one)).sum())
        .orElse(0.0);
  }

  private static String group(String intent, IntentCatalog catalog) {
    Intent known = intent.isEmpty() ? Intent.OUT_OF_SCOPE : new Intent(intent);
    return catalog.knows(known) ? catalog.of(known).group() : "";
  }

  /** The lowest bound of the group's own acts within the budget, else of all acts. */
  private static double bound(List<Act> acts, String group, boolean task, double budget) {
    List<Act> all = acts.stream().filter(act -> act.task() == task).toList();
    double own = bound(all.stream().filter(act -> act.group().equals(group)).toList(), budget);
    double pooled = bound(all, budget);
    return rounded(own <= HIGHEST ? own : Math.min(pooled, HIGHEST));
  }

  /** The lowest bound within the budget; 1 where there is none. */
  private static double bound(List<Act> acts, double budget) {
    List<Act> surest =
        acts.stream().sorted(Comparator.comparingDouble(Act::sure).reversed()).toList();
    double lowest = 1;
    int wrong = 0;
    for (int i = 0; i < surest.size(); i++) {
      wrong += surest.get(i).wrong() ? 1 : 0;
      if (ClopperPearson.upper(wrong, i + 1, CONFIDENCE) <= budget) {
        lowest = surest.get(i).sure();
      }
    }
    return lowest;
  }

  /** Downwards to a hundredth would let one in that was left out; upwards is safe. */
  private static double rounded(double bound) {
    return Math.ceil(bound * 100) / 100;
  }

  private List<EvalMessages.Labelled> read(IntentCatalog catalog) throws IOException {
    List<EvalMessages.Labelled> messages = new ArrayList<>();
    for (String line : Files.readAllLines(data)) {
      if (line.startsWith("#") || line.isBlank()) {
        continue;
      }
      String[] columns = line.split("\t", -1);
      if (columns.length != 3) {
        throw new IOException(data + ": expected intents, entries and text: " + line);
      }
      List<Intent> labels = Arrays.stream(columns[0].split("\\|")).map(Intent::new).toList();
      messages.add(
          new EvalMessages.Labelled(
              columns[2],
              labels.getFirst(),
              labels,
              columns[1].equals("-") ? List.of() : List.of(columns[1].split(",")),
              catalog.of(labels.getFirst()).group()));
    }
    return messages;
  }
}
