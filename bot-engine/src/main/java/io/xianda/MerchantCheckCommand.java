package io.xianda;

import io.xianda.conversation.ShopperId;
import io.xianda.order.CheckMerchant;
import io.xianda.order.MerchantSettings;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code bin/xianda merchant-check}: what a merchant runs against an order system before shoppers
 * meet it. Exit status 0 when everything is kept, 1 when something is not, 2 when an option is
 * unusable.
 */
@Command(
    name = "merchant-check",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Checks whether an order system keeps docs/order-gateway.yaml.",
      "The only thing that it asks for is a note on an order of the shopper."
    })
public final class MerchantCheckCommand implements Callable<Integer> {

  @Option(
      names = "--url",
      required = true,
      description = "URL of the order system, such as https://orders.example.com/xianda.")
  private String url = "";

  @Option(
      names = "--token",
      defaultValue = "${env:XIANDA_MERCHANT_TOKEN}",
      description = "The token that it asks for; also XIANDA_MERCHANT_TOKEN.")
  private @Nullable String token;

  @Option(
      names = "--shopper",
      required = true,
      description = "A shopper with an order, at best one that is still in the warehouse.")
  private String shopper = "";

  /** Starts the command line. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new MerchantCheckCommand()).execute(args));
  }

  @Override
  public Integer call() throws InterruptedException {
    String bearer = token;
    if (bearer == null || bearer.isBlank()) {
      System.err.println("xianda: give --token or set XIANDA_MERCHANT_TOKEN");
      return 2;
    }
    List<CheckMerchant.Finding> findings;
    try (var check =
        new CheckMerchant(MerchantSettings.address(url), bearer, new ShopperId(shopper))) {
      findings = check.all();
    } catch (IllegalArgumentException e) {
      System.err.println("xianda: " + e.getMessage());
      return 2;
    }
    for (CheckMerchant.Finding finding : findings) {
      System.out.println(
          finding.passed()
              ? "pass  " + finding.name()
              : "FAIL  " + finding.name() + ": " + finding.failure());
    }
    long failed = findings.stream().filter(finding -> !finding.passed()).count();
    System.out.printf("%d of %d passed%n", findings.size() - failed, findings.size());
    return failed == 0 ? 0 : 1;
  }
}
