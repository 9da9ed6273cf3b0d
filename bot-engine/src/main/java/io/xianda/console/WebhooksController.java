package io.xianda.console;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xianda.webhook.Delivery;
import io.xianda.webhook.Endpoint;
import io.xianda.webhook.EventKind;
import io.xianda.webhook.Webhooks;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Whom other systems of the shop are told by, and how that went. */
@RestController
@RequestMapping("/api/v1/ops/webhooks")
@Tag(name = "webhooks")
@SecurityRequirement(name = "staff")
class WebhooksController {

  private final Webhooks webhooks;

  WebhooksController(Webhooks webhooks) {
    this.webhooks = webhooks;
  }

  /**
   * All endpoints.
   *
   * @param events that can be had
   */
  record All(List<Shown> endpoints, List<String> events, int most) {}

  /**
   * An endpoint; see {@link Endpoint}.
   *
   * @param secret only where it is new
   */
  record Shown(
      UUID id,
      String name,
      String url,
      List<String> events,
      boolean paused,
      @Nullable Instant oldSecretUntil,
      int failures,
      @Nullable Instant restUntil,
      @Nullable Instant failingSince,
      long version,
      Instant createdAt,
      Instant changedAt,
      String changedBy,
      @Nullable String secret) {

    static Shown of(Endpoint endpoint, @Nullable String secret) {
      return new Shown(
          endpoint.id(),
          endpoint.name(),
          endpoint.url(),
          endpoint.events().stream().map(EventKind::word).sorted().toList(),
          endpoint.paused(),
          endpoint.oldSecretUntil(),
          endpoint.failures(),
          endpoint.restUntil(),
          endpoint.failingSince(),
          endpoint.version(),
          endpoint.createdAt(),
          endpoint.changedAt(),
          endpoint.changedBy(),
          secret);
    }
  }

  record Wanted(
      @NotNull @Min(0) Long version,
      @NotNull @Size(max = 40) String name,
      @NotNull @Size(max = 500) String url,
      @NotEmpty @Size(max = 10) List<@NotNull @Size(max = 40) String> events,
      @Nullable Boolean paused)
      implements ConsoleBody {}

  record Rotate(@NotNull @Min(1) Long version) implements ConsoleBody {}

  record Ping(@NotNull UUID request) implements ConsoleBody {}

  /**
   * What is to be told once more: one delivery, or a span.
   *
   * @param until not included
   */
  record Replay(
      @NotNull UUID request,
      @Nullable UUID delivery,
      @Nullable Instant from,
      @Nullable Instant until)
      implements ConsoleBody {}

  record Queued(int deliveries) {}

  /**
   * A page.
   *
   * @param next to ask for as {@code before}, or {@code null} at the end
   */
  record Page(List<ShownDelivery> deliveries, @Nullable Long next) {}

  /** A delivery; see {@link Delivery}. */
  record ShownDelivery(
      UUID id,
      UUID event,
      String type,
      boolean replayed,
      String state,
      int attempts,
      @Nullable Instant nextAt,
      @Nullable Integer status,
      @Nullable String problem,
      @Nullable Integer millis,
      @Nullable Instant triedAt,
      Instant at) {

    static ShownDelivery of(Delivery delivery) {
      return new ShownDelivery(
          delivery.id(),
          delivery.event(),
          delivery.kind().word(),
          delivery.replayed(),
          word(delivery.state()),
          delivery.attempts(),
          delivery.nextAt(),
          delivery.status(),
          delivery.problem(),
          delivery.millis(),
          delivery.triedAt(),
          delivery.at());
    }
  }

  @GetMapping
  @Operation(summary = "All endpoints, and what they can be told of")
  All all() {
    return new All(
        webhooks.all().stream().map(endpoint -> Shown.of(endpoint, null)).toList(),
        Arrays.stream(EventKind.values())
            .filter(kind -> kind != EventKind.PING)
            .map(EventKind::word)
            .toList(),
        Webhooks.MOST);
  }

  @PutMapping("/{webhook}")
  @Operation(
      summary =
          "Make an endpoint under an id of yours, or change it; a new one tells its secret once")
  Shown put(
      @PathVariable UUID webhook, @Valid @RequestBody Wanted wanted, JwtAuthenticationToken who) {
    Webhooks.Changed changed;
    try {
      Set<EventKind> events =
          wanted.events().stream().map(EventKind::of).collect(Collectors.toSet());
      changed =
          webhooks.put(
              webhook,
              new Webhooks.Wanted(
                  wanted.version(),
                  wanted.name(),
                  wanted.url(),
                  events,
                  Boolean.TRUE.equals(wanted.paused())),
              Curator.of(who).name());
    } catch (IllegalArgumentException e) {
      throw Refusal.of(ConsoleProblem.WEBHOOK_REFUSED)
          .with("reason", String.valueOf(e.getMessage()));
    }
    return shown(changed);
  }

  @DeleteMapping("/{webhook}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Delete an endpoint with all its deliveries")
  void delete(
      @PathVariable UUID webhook, @RequestParam @Min(1) long version, JwtAuthenticationToken who) {
    shown(webhooks.delete(webhook, version, Curator.of(who).name()));
  }

  @PostMapping("/{webhook}/rotate")
  @Operation(summary = "Another secret, told once; for a day both are good")
  Shown rotate(
      @PathVariable UUID webhook, @Valid @RequestBody Rotate wanted, JwtAuthenticationToken who) {
    return shown(webhooks.rotate(webhook, wanted.version(), Curator.of(who).name()));
  }

  @PostMapping("/{webhook}/ping")
  @Operation(summary = "Send an event that tells nothing")
  ShownDelivery ping(
      @PathVariable UUID webhook, @Valid @RequestBody Ping wanted, JwtAuthenticationToken who) {
    return webhooks
        .ping(webhook, wanted.request(), Curator.of(who).name())
        .map(ShownDelivery::of)
        .orElseThrow(() -> Refusal.of(ConsoleProblem.NO_WEBHOOK));
  }

  @PostMapping("/{webhook}/replay")
  @Operation(summary = "Tell one event or a span of time once more")
  Queued replay(
      @PathVariable UUID webhook, @Valid @RequestBody Replay wanted, JwtAuthenticationToken who) {
    UUID delivery = wanted.delivery();
    Instant from = wanted.from();
    Instant until = wanted.until();
    String by = Curator.of(who).name();
    Webhooks.Replayed replayed;
    if (delivery != null && from == null && until == null) {
      replayed = webhooks.replay(webhook, delivery, wanted.request(), by);
    } else if (delivery == null && from != null && until != null && from.isBefore(until)) {
      replayed = webhooks.replay(webhook, from, until, wanted.request(), by);
    } else {
      throw Refusal.of(ConsoleProblem.INVALID).with("reason", "either delivery, or from and until");
    }
    return switch (replayed) {
      case Webhooks.Replayed.Queued(int deliveries) -> new Queued(deliveries);
      case Webhooks.Replayed.Unknown unknown -> throw Refusal.of(ConsoleProblem.NO_WEBHOOK);
      case Webhooks.Replayed.TooMany tooMany ->
          throw Refusal.of(ConsoleProblem.REPLAY_TOO_LONG, Webhooks.MOST_REPLAYED);
    };
  }

  @GetMapping("/{webhook}/deliveries")
  @Operation(summary = "What an endpoint was told, and how that went, the newest first")
  Page deliveries(
      @PathVariable UUID webhook,
      @RequestParam(required = false) @Nullable String state,
      @RequestParam(required = false) @Nullable Long before,
      @RequestParam(defaultValue = "50") @Min(1) @Max(Webhooks.LARGEST_PAGE) int limit) {
    List<Delivery> page =
        webhooks.deliveries(
            webhook,
            state == null ? null : Refusal.unlessValid(() -> state(state)),
            before == null ? Long.MAX_VALUE : before,
            limit);
    return new Page(
        page.stream().map(ShownDelivery::of).toList(),
        page.size() < limit ? null : (Long) page.getLast().place());
  }

  private static Shown shown(Webhooks.Changed changed) {
    return switch (changed) {
      case Webhooks.Changed.Kept(Endpoint endpoint, String secret) -> Shown.of(endpoint, secret);
      case Webhooks.Changed.Overtaken(Endpoint current) ->
          throw Refusal.of(ConsoleProblem.WEBHOOK_CHANGED).with("current", Shown.of(current, null));
      case Webhooks.Changed.Unknown unknown -> throw Refusal.of(ConsoleProblem.NO_WEBHOOK);
      case Webhooks.Changed.TooMany tooMany ->
          throw Refusal.of(ConsoleProblem.WEBHOOKS_FULL, Webhooks.MOST);
    };
  }

  private static Delivery.State state(String word) {
    return Delivery.State.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  private static String word(Delivery.State state) {
    return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
