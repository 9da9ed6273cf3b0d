package io.xianda.eval;

import io.xianda.conversation.ConversationState;
import io.xianda.conversation.Part;
import io.xianda.conversation.ShopperId;
import io.xianda.dialogue.Decision;
import io.xianda.dialogue.DialogueSettings;
import io.xianda.dialogue.FittedRisk;
import io.xianda.dialogue.Outcome;
import io.xianda.dialogue.RiskBudget;
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
import java.util.TreeMap;
import java.util.concurrent.Callable;
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
    return 0;
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
    DialogueSettings defaults = DialogueSettings.defaults();
    RiskBudget r = defaults.risk();
    return new DialogueSettings(
        defaults.zone(),
        defaults.personsFrom(),
        defaults.personsUntil(),
        defaults.quietTime(),
        defaults.longestMessage(),
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

  private static java.util.Optional<Act> act(
      EvalMessages.Labelled message, Outcome outcome, IntentCatalog catalog) {
    boolean wrong =
        EvalMessages.verdict(message, outcome.decision(), catalog) == EvalMessages.Verdict.WRONG;
    return switch (outcome.decision()) {
      case Decision.Answer(var entry, double probability) ->
          java.util.Optional.of(new Act(group(entry.intent(), catalog), false, probability, wrong));
      case Decision.Progress(Intent intent, var step, var started) ->
          java.util.Optional.of(
              new Act(group(intent.id(), catalog), true, sure(intent, outcome), wrong));
      case Decision.HandOver h -> java.util.Optional.empty();
      case Decision.KeepWaiting k -> java.util.Optional.empty();
      case Decision.ReturnToBot r -> java.util.Optional.empty();
      case Decision.Socialise s -> java.util.Optional.empty();
      case Decision.FollowRule f -> java.util.Optional.empty();
      case Decision.Clarify c -> java.util.Optional.empty();
      case Decision.AdmitGap g -> java.util.Optional.empty();
      case Decision.Abstain a -> java.util.Optional.empty();
      case Decision.AskToShorten a -> java.util.Optional.empty();
      case Decision.AskForWords a -> java.util.Optional.empty();
      case Decision.OrdersAway a -> java.util.Optional.empty();
      case Decision.LeaveTicket l -> java.util.Optional.empty();
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
