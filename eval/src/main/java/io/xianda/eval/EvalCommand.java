package io.xianda.eval;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code bin/xianda eval}. */
@Command(
    name = "eval",
    mixinStandardHelpOptions = true,
    subcommands = {
      EvalAll.class,
      EvalMessages.class,
      EvalDialogues.class,
      EvalIntents.class,
      EvalRetrieval.class
    },
    description = "Measures the shipped model and knowledge base, or the recipe on other data.")
public final class EvalCommand implements Runnable {

  @CommandLine.Spec private CommandLine.Model.@org.jspecify.annotations.Nullable CommandSpec spec;

  public static void main(String[] args) {
    Quiet.start();
    System.exit(new CommandLine(new EvalCommand()).execute(args));
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        java.util.Objects.requireNonNull(spec).commandLine(),
        "say what to measure: all, messages, dialogues, intents or retrieval");
  }
}
