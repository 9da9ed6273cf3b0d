package io.xianda.staff;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Makes, hashes and compares passwords. Comparing takes long on purpose, and as long for an account
 * that does not exist. Thread-safe.
 */
@Component
class Passwords {

  /** The fewest characters of a password that somebody chooses. */
  static final int FEWEST = 10;

  /** The most bytes of UTF-8; bcrypt reads no more than 72. */
  static final int MOST_BYTES = 64;

  private static final int GIVEN_LENGTH = 20;

  /** Without those that look like one another: 56 of them, hence 116 bits in a given password. */
  private static final String CHARACTERS =
      "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789";

  private static final int PATIENCE_S = 5;

  private final PasswordEncoder encoder;
  private final SecureRandom random = new SecureRandom();
  private final String nobodys;

  /** So many strangers at once must not keep all processors from the shoppers. */
  private final Semaphore atOnce =
      new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), true);

  Passwords(PasswordEncoder encoder) {
    this.encoder = encoder;
    this.nobodys = hashed(given());
  }

  /** A new password that is given to somebody, to be told once. */
  String given() {
    return random
        .ints(GIVEN_LENGTH, 0, CHARACTERS.length())
        .mapToObj(i -> String.valueOf(CHARACTERS.charAt(i)))
        .collect(Collectors.joining());
  }

  /** Whether somebody may choose this password. */
  boolean mayBeChosen(AccountName by, String password) {
    return password.codePointCount(0, password.length()) >= FEWEST
        && fits(password)
        && !password.isBlank()
        && !password.equalsIgnoreCase(by.value());
  }

  /**
   * What is stored of a password.
   *
   * @throws Refusal when too many are hashed just now
   */
  String hash(String password) {
    return slowly(() -> hashed(password));
  }

  /**
   * Whether this is the password.
   *
   * @param hash of the right one; nothing where there is no account, which takes the same time
   * @throws Refusal when too many are compared just now
   */
  boolean matches(String password, Optional<String> hash) {
    boolean fits = fits(password);
    boolean same = slowly(() -> encoder.matches(fits ? password : "", hash.orElse(nobodys)));
    return same && fits && hash.isPresent();
  }

  private static boolean fits(String password) {
    return password.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES;
  }

  private String hashed(String password) {
    String hash = encoder.encode(password);
    if (hash == null) {
      throw new IllegalStateException("the encoder made no hash");
    }
    return hash;
  }

  private <T> T slowly(Supplier<T> work) {
    try {
      if (!atOnce.tryAcquire(PATIENCE_S, TimeUnit.SECONDS)) {
        throw new Refusal(StaffProblem.UNAVAILABLE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refusal(StaffProblem.UNAVAILABLE);
    }
    try {
      return work.get();
    } finally {
      atOnce.release();
    }
  }
}
