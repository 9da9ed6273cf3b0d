package io.xianda.eval;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code bin/xianda bench}. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    subcommands = {
      BenchTurn.class,
      BenchClassify.class,
      BenchSearch.class,
      BenchDesk.class,
      BenchWechat.class
    },
    description = "Measures speed; compare the ratios, since machines are noisy.")
public final class BenchCommand implements Runnable {

  @CommandLine.Spec private CommandLine.Model.@org.jspecify.annotations.Nullable CommandSpec spec;

  public static void main(String[] args) {
    Quiet.start();
    System.exit(new CommandLine(new BenchCommand()).execute(args));
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        java.util.Objects.requireNonNull(spec).commandLine(),
        "say what to measure: turn, classify, search, desk or wechat");
  }
}
