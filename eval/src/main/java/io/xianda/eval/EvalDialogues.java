package io.xianda.eval;

import io.xianda.eval.dialogues.Catchwords;
import io.xianda.eval.dialogues.ChannelExchange;
import io.xianda.eval.dialogues.DialogueMetrics;
import io.xianda.eval.dialogues.Judged;
import io.xianda.eval.dialogues.RunSuite;
import io.xianda.eval.dialogues.Suite;
import io.xianda.eval.dialogues.UnusableSuiteException;
import io.xianda.intent.IntentCatalog;
import io.xianda.knowledge.Entry;
import io.xianda.knowledge.EntryFile;
import io.xianda.order.DemoShop;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import me.tongfei.progressbar.ProgressBar;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bin/xianda eval dialogues}: a simulated shopper talks to the whole bot. */
@Command(
    name = "dialogues",
    mixinStandardHelpOptions = true,
    description = "Whole dialogues of a suite, with a simulated shopper in the demo shop.")
final class EvalDialogues extends Measurement {

  /** How many dialogues are held at a time. */
  static final int LANES = 2;

  @Option(names = "--suite", required = true, description = "YAML; see eval/suites.")
  private Path suite = Path.of("");

  @Override
  Map<String, Object> measure() throws IOException {
    IntentCatalog catalog = IntentCatalog.shipped();
    List<Entry> base = EntryFile.demoAsWritten();
    Suite.Known known = known(catalog, base);
    Suite read = read(suite, known);
    List<Judged> judged;
    try (Engine engine = Engine.shipped(Clock.systemUTC());
        var exchange = new ChannelExchange(engine::in, LANES)) {
      judged =
          run(
              "dialogues",
              read,
              new RunSuite(exchange, Catchwords.of(catalog, base), known.shoppers()));
    }
    writeLines("dialogues.jsonl", judged.stream().map(DialogueRow::of).toList());
    Map<String, Object> metrics = metrics(judged);
    DialogueReport.write(
        out().resolve("report.html"),
        String.valueOf(suite.getFileName()),
        metrics,
        judged,
        RunHistory.none());
    return metrics;
  }

  static List<Judged> run(String name, Suite suite, RunSuite runSuite) {
    try (ProgressBar bar = progress(name, suite.dialogues().size())) {
      return runSuite.run(suite, LANES, bar::step);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while dialogues were held", e);
    }
  }

  static Suite read(Path file, Suite.Known known) {
    try {
      return Suite.read(file, known);
    } catch (UnusableSuiteException e) {
      throw new UnusableInput(String.valueOf(e.getMessage()));
    }
  }

  /** What suites may speak of in the demo shop. */
  static Suite.Known known(IntentCatalog catalog, List<Entry> base) {
    return new Suite.Known(
        DemoShop.shipped(Clock.systemUTC()).shoppers().stream()
            .map(DemoShop.Shopper::id)
            .collect(Collectors.toSet()),
        new HashSet<>(catalog.intents()),
        Set.copyOf(catalog.groupNames().keySet()),
        base.stream().map(Entry::id).collect(Collectors.toSet()));
  }

  static Map<String, Object> metrics(List<Judged> judged) {
    DialogueMetrics of = DialogueMetrics.of(judged);
    Map<String, Object> metrics = metrics();
    metrics.put("dialogues", of.dialogues());
    metrics.put("passed", rounded(of.passed()));
    metrics.put("auto_resolution_rate", rounded(of.autoResolution()));
    metrics.put("wrong_resolution_rate", rounded(of.wrongResolution()));
    metrics.put("missed_escalations", of.missedEscalations());
    metrics.put("turns_p50", of.turns());
    return metrics;
  }
}
