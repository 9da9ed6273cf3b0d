package io.xianda.webhook;

import io.xianda.audit.AuditLog;
import io.xianda.audit.Deed;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What admins do with endpoints. Each deed stands in the audit log, in one transaction with itself;
 * neither addresses nor secrets do. Whoever changes something names the version that was seen: of
 * two at once one is refused. Thread-safe.
 */
@Service
public class Webhooks {

  /** How many endpoints there may be. */
  public static final int MOST = 20;

  /** How many events are replayed at once. */
  public static final int MOST_REPLAYED = 10_000;

  /** How many deliveries a page has at most. */
  public static final int LARGEST_PAGE = 200;

  /** How long the secret before a rotation is good as well. */
  static final Duration BOTH_SECRETS = Duration.ofDays(1);

  private static final int SECONDS = 10;
  private static final int LONGEST_NAME = 40;
  private static final int LONGEST_URL = 500;

  private final WebhookSettings settings;
  private final WebhookRows rows;
  private final AuditLog audit;
  private final Clock clock;

  Webhooks(WebhookSettings settings, WebhookRows rows, AuditLog audit, Clock clock) {
    this.settings = settings;
    this.rows = rows;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * What somebody wants an endpoint to be.
   *
   * @param version that it is based on; 0 for a new one
   */
  public record Wanted(
      long version, String name, String url, Set<EventKind> events, boolean paused) {}

  /** What came of it. */
  public sealed interface Changed {

    /**
     * It is done.
     *
     * @param secret where there is a new one: it is told now and never again
     */
    record Kept(Endpoint endpoint, @Nullable String secret) implements Changed {}

    /** Somebody was faster: this is how it stands now. */
    record Overtaken(Endpoint current) implements Changed {}

    /** There is no such endpoint. */
    record Unknown() implements Changed {}

    /** There are {@link #MOST} of them. */
    record TooMany() implements Changed {}
  }

  /** What came of asking for events once more. */
  public sealed interface Replayed {

    /** So many are on their way; fewer where the same request had been made before. */
    record Queued(int deliveries) implements Replayed {}

    /** No such endpoint, or no such delivery. */
    record Unknown() implements Replayed {}

    /** There are more than {@link #MOST_REPLAYED} in the span. */
    record TooMany() implements Replayed {}
  }

  /** All of them, the oldest first. */
  @Transactional(readOnly = true, timeout = SECONDS)
  public List<Endpoint> all() {
    return rows.endpoints();
  }

  /**
   * Makes an endpoint, or changes it.
   *
   * @throws IllegalArgumentException when it is none that could be
   */
  @Transactional(timeout = SECONDS)
  public Changed put(UUID id, Wanted wanted, String by) {
    check(wanted);
    Instant now = now();
    // Told apart by their number alone, which is why nobody else may add one meanwhile.
    if (wanted.version() == 0) {
      rows.lockAll();
    }
    Optional<Endpoint> before = rows.locked(id);
    if (before.isPresent() && before.get().version() != wanted.version()) {
      return new Changed.Overtaken(before.get());
    }
    if (before.isEmpty() && wanted.version() != 0) {
      return new Changed.Unknown();
    }
    Endpoint after =
        new Endpoint(
            id,
            wanted.name().strip(),
            wanted.url().strip(),
            wanted.events(),
            wanted.paused(),
            before.map(Endpoint::oldSecretUntil).orElse(null),
            0,
            null,
            before.map(Endpoint::failingSince).orElse(null),
            wanted.version() + 1,
            before.map(Endpoint::createdAt).orElse(now),
            now,
            by);
    if (before.isPresent()) {
      rows.update(after);
      write(
          before.get().paused() == after.paused()
              ? "webhook-changed"
              : after.paused() ? "webhook-paused" : "webhook-resumed",
          after,
          by);
      return new Changed.Kept(after, null);
    }
    if (rows.endpoints().size() >= MOST) {
      return new Changed.TooMany();
    }
    Secret secret = Secret.fresh();
    rows.insert(after, secret);
    write("webhook-created", after, by);
    return new Changed.Kept(after, secret.value());
  }

  /** Another secret; for a day what is sent is signed with both. */
  @Transactional(timeout = SECONDS)
  public Changed rotate(UUID id, long version, String by) {
    Optional<Endpoint> before = rows.locked(id);
    if (before.isEmpty()) {
      return new Changed.Unknown();
    }
    if (before.get().version() != version) {
      return new Changed.Overtaken(before.get());
    }
    Secret secret = Secret.fresh();
    Instant now = now();
    rows.rotate(id, secret, now.plus(BOTH_SECRETS), version + 1, now, by);
    Endpoint after = rows.endpoint(id).orElseThrow();
    write("webhook-rotated", after, by);
    return new Changed.Kept(after, secret.value());
  }

  /** Deletes an endpoint with its deliveries; where there is none, nothing happens. */
  @Transactional(timeout = SECONDS)
  public Changed delete(UUID id, long version, String by) {
    Optional<Endpoint> before = rows.locked(id);
    if (before.isEmpty()) {
      return new Changed.Unknown();
    }
    if (before.get().version() != version) {
      return new Changed.Overtaken(before.get());
    }
    rows.delete(id);
    write("webhook-deleted", before.get(), by);
    return new Changed.Kept(before.get(), null);
  }

  /**
   * Sends an event that tells nothing, also to an endpoint that is left alone; not to one that is
   * paused.
   *
   * @param request names the wish: the same again changes nothing. It becomes the id of the
   *     delivery.
   * @return nothing when there is no such endpoint
   */
  @Transactional(timeout = SECONDS)
  public Optional<Delivery> ping(UUID id, UUID request, String by) {
    Optional<Endpoint> endpoint = rows.locked(id);
    if (endpoint.isEmpty()) {
      return Optional.empty();
    }
    if (rows.delivery(id, request).isEmpty()) {
      rows.ping(id, request, now());
      rows.circuit(id, endpoint.get().failures(), null, endpoint.get().failingSince());
      write("webhook-pinged", endpoint.get(), by);
    }
    return rows.delivery(id, request);
  }

  /** One event of an endpoint once more, under its own id. */
  @Transactional(timeout = SECONDS)
  public Replayed replay(UUID id, UUID delivery, UUID request, String by) {
    Optional<Endpoint> endpoint = rows.endpoint(id);
    Optional<Delivery> before = rows.delivery(id, delivery);
    if (endpoint.isEmpty() || before.isEmpty()) {
      return new Replayed.Unknown();
    }
    int queued = rows.replay(id, before.get().event(), request, now());
    if (queued > 0) {
      audit.record(
          deed("webhook-replayed", endpoint.get(), by)
              .with("event", before.get().event().toString()));
    }
    return new Replayed.Queued(queued);
  }

  /**
   * All events of a span once more that the endpoint is told of now, also those that it was never
   * told.
   *
   * @param until not included
   */
  @Transactional(timeout = SECONDS)
  public Replayed replay(UUID id, Instant from, Instant until, UUID request, String by) {
    Optional<Endpoint> endpoint = rows.endpoint(id);
    if (endpoint.isEmpty()) {
      return new Replayed.Unknown();
    }
    Set<EventKind> kinds = endpoint.get().events();
    if (rows.count(kinds, from, until, MOST_REPLAYED + 1) > MOST_REPLAYED) {
      return new Replayed.TooMany();
    }
    int queued = rows.replay(id, kinds, from, until, request, now());
    if (queued > 0) {
      audit.record(
          deed("webhook-replayed", endpoint.get(), by)
              .with("from", from.toString())
              .with("until", until.toString())
              .with("deliveries", String.valueOf(queued)));
    }
    return new Replayed.Queued(queued);
  }

  /**
   * Deliveries of an endpoint, the newest first.
   *
   * @param state only those, or {@code null} for all
   * @param before only those with a lower place; {@link Long#MAX_VALUE} to start
   * @param limit 1 to {@link #LARGEST_PAGE}; what lies outside is taken as the nearest
   */
  @Transactional(readOnly = true, timeout = SECONDS)
  public List<Delivery> deliveries(
      UUID id, Delivery.@Nullable State state, long before, int limit) {
    return rows.deliveries(id, state, before, Math.clamp(limit, 1, LARGEST_PAGE));
  }

  private void check(Wanted wanted) {
    String name = wanted.name().strip();
    require(!name.isEmpty() && name.length() <= LONGEST_NAME, "name has 1 to 40 characters");
    require(
        !wanted.events().isEmpty() && !wanted.events().contains(EventKind.PING),
        "events are at least one of those that can be had");
    url(wanted.url().strip());
  }

  private void url(String text) {
    require(text.length() <= LONGEST_URL, "url has at most 500 characters");
    URI url;
    try {
      url = new URI(text);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("url is none");
    }
    String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    require(
        scheme.equals("https") || (scheme.equals("http") && settings.privateAddresses()),
        "url begins with https://");
    require(
        url.getHost() != null && url.getUserInfo() == null && url.getFragment() == null,
        "url has a host, and neither user nor fragment");
  }

  private static void require(boolean kept, String otherwise) {
    if (!kept) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  private void write(String action, Endpoint endpoint, String by) {
    audit.record(deed(action, endpoint, by).with("events", events(endpoint)));
  }

  private static String events(Endpoint endpoint) {
    return endpoint.events().stream()
        .map(EventKind::word)
        .sorted()
        .collect(Collectors.joining(" "));
  }

  private static Deed deed(String action, Endpoint endpoint, String by) {
    return new Deed(by, action, "webhook:" + endpoint.id())
        .with("version", String.valueOf(endpoint.version()));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
