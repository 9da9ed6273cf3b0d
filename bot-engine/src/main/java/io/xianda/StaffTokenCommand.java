package io.xianda;

import io.xianda.identity.Staff;
import io.xianda.identity.StaffRole;
import io.xianda.identity.StaffTokens;
import io.xianda.storage.Keys;
import io.xianda.storage.StartupException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code bin/xianda staff-token}: a token for an account of the staff, signed with the key of the
 * installation. Whoever can read that key may become anybody, hence needs no password here. Such a
 * token has no session: no admin can revoke it before its time is over.
 */
@Command(
    name = "staff-token",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Prints a token for an account of the staff.")
public final class StaffTokenCommand implements Callable<Integer> {

  @Option(
      names = "--name",
      required = true,
      description = "Name of the account: 1 to 40 of a-z 0-9 . _ -")
  private String name = "";

  @Option(
      names = "--roles",
      required = true,
      description = "Some of agent, supervisor, operator, reviewer, admin; separated by commas.")
  private String roles = "";

  @Option(
      names = "--hours",
      defaultValue = "12",
      description = "How long the token is good, 1 to 168 (default: ${DEFAULT-VALUE}).")
  private int hours = 12;

  @Option(
      names = "--data-dir",
      description = "The data directory of the service (default: ~/.xianda).")
  private Path dataDir = Path.of(System.getProperty("user.home"), ".xianda");

  /** Starts the command line. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new StaffTokenCommand()).execute(args));
  }

  @Override
  public Integer call() {
    try {
      System.out.println(token());
      return 0;
    } catch (StartupException | IllegalArgumentException e) {
      System.err.println("xianda: " + e.getMessage());
      return 2;
    }
  }

  private String token() {
    var staff =
        new Staff(
            name,
            Arrays.stream(roles.split(",", -1))
                .map(role -> StaffRole.of(role.strip()))
                .collect(Collectors.toSet()));
    Path keys = dataDir.resolve("keys");
    if (!Files.isDirectory(keys)) {
      // A key made here would sign for a service that does not exist.
      throw new StartupException(
          "there are no keys in " + keys + "; start bin/xianda serve with this --data-dir first");
    }
    return StaffTokens.signedWith(new Keys(keys).tokenKey(), Clock.systemUTC())
        .issue(staff, Duration.ofHours(hours))
        .value();
  }
}
