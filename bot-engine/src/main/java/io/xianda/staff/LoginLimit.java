package io.xianda.staff;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import org.springframework.stereotype.Component;

/**
 * How often one network address may try to log in, in the memory of this node. It slows down
 * whoever tries one password on many accounts, whom no lock of an account stops. Thread-safe.
 */
@Component
class LoginLimit {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final long MOST_ADDRESSES = 10_000;

  /** Whoever holds one address of IPv6 usually holds all that share these bytes. */
  private static final int BYTES_OF_NETWORK = 8;

  private final StaffSettings settings;
  private final TimeMeter time;
  private final Cache<String, Bucket> buckets;

  LoginLimit(StaffSettings settings, Ticker ticker) {
    this.settings = settings;
    this.time = new Ticks(ticker);
    this.buckets =
        Caffeine.newBuilder()
            .expireAfterAccess(MINUTE)
            .maximumSize(MOST_ADDRESSES)
            .ticker(ticker)
            .build();
  }

  /**
   * Takes one try from an address.
   *
   * @param address as the servlet names it
   * @throws Refusal when it has none left
   */
  void take(String address) {
    if (!Objects.requireNonNull(buckets.get(network(address), _ -> full())).tryConsume(1)) {
      throw new Refusal(StaffProblem.TOO_MANY_LOGINS);
    }
  }

  private Bucket full() {
    return Bucket.builder()
        .withCustomTimePrecision(time)
        .addLimit(limit ->
            limit
                .capacity(settings.loginsPerMinute())
                .refillGreedy(settings.loginsPerMinute(), MINUTE))
        .build();
  }

  private static String network(String address) {
    try {
      // A literal; no name is looked up.
      return InetAddress.ofLiteral(address) instanceof Inet6Address six
          ? HexFormat.of().formatHex(Arrays.copyOf(six.getAddress(), BYTES_OF_NETWORK))
          : address;
    } catch (IllegalArgumentException e) {
      return address;
    }
  }

  private record Ticks(Ticker ticker) implements TimeMeter {

    @Override
    public long currentTimeNanos() {
      return ticker.read();
    }

    @Override
    public boolean isWallClockBased() {
      return false;
    }
  }
}
