package io.xianda.order;

import io.xianda.conversation.ShopperId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Whether a merchant's order system keeps what docs/order-gateway.yaml asks of it. The only effect
 * that is asked for is a note for warehouse and rider, on one order of one shopper. Not
 * thread-safe.
 */
public final class CheckMerchant implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final Effect.Annotate FOREIGN =
      new Effect.Annotate("XX000000000000", "Xianda merchant-check");

  private final URI address;
  private final String token;
  private final ShopperId shopper;
  private final ShopperId nobody = new ShopperId("nobody-" + UUID.randomUUID());
  private final MerchantJson json = new MerchantJson();
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(Duration.ofSeconds(1))
          .build();

  /**
   * @param address as {@link MerchantSettings#address} reads it
   * @param shopper of the merchant's, with an order
   */
  public CheckMerchant(URI address, String token, ShopperId shopper) {
    this.address = address;
    this.token = token;
    this.shopper = shopper;
  }

  /**
   * One thing that was looked at.
   *
   * @param name what is asked of the merchant's system
   * @param failure why it is not kept, or {@code null} when it is
   */
  public record Finding(String name, @Nullable String failure) {

    /** Whether it is kept. */
    public boolean passed() {
      return failure == null;
    }
  }

  /** What is asked of the merchant's system, ending with why it is not kept. */
  @FunctionalInterface
  private interface Check {
    void run() throws IOException, InterruptedException;
  }

  /** Looks at everything, and asks the merchant's system about 15 times. */
  public List<Finding> all() throws InterruptedException {
    return List.of(
        look("an account can be read, with all its fields", () -> account(shopper)),
        look("the shopper of this check has an order", this::order),
        look("an unknown shopper has an empty account", this::unknownShopper),
        look(
            "a wrong token is refused with 401 when reading",
            () -> status(401, get(nobody, Optional.of(token + "x")))),
        look(
            "no token is refused with 401 when reading",
            () -> status(401, get(nobody, Optional.empty()))),
        look(
            "a wrong token is refused with 401 when something is to be done",
            () -> status(401, post(shopper, key(), FOREIGN, Optional.of(token + "x")))),
        look(
            "an effect without a key is refused with 400",
            () -> status(400, post(shopper, Optional.empty(), FOREIGN, Optional.of(token)))),
        look(
            "an effect that cannot be read is refused with 400",
            () ->
                status(
                    400,
                    send(effects(shopper, key(), "{\"kind\": \"none\"}", Optional.of(token))))),
        look(
            "an order of nobody is refused",
            () -> refused(post(shopper, key(), FOREIGN, Optional.of(token)))),
        look(
            "an order of another shopper is refused",
            () -> refused(post(nobody, key(), note(), Optional.of(token)))),
        look("the same key again gets the same answer", this::sameKey),
        look("the same key twice at once gets one answer", this::atOnce));
  }

  private Finding look(String name, Check check) throws InterruptedException {
    try {
      check.run();
      return new Finding(name, null);
    } catch (IOException | IllegalArgumentException e) {
      String why = e.getMessage();
      return new Finding(name, why == null ? e.getClass().getSimpleName() : why);
    }
  }

  private static void require(boolean kept, String failure) {
    if (!kept) {
      throw new IllegalArgumentException(failure);
    }
  }

  private Account account(ShopperId of) throws IOException, InterruptedException {
    return json.account(status(200, get(of, Optional.of(token))));
  }

  private Order order() throws IOException, InterruptedException {
    List<Order> orders = account(shopper).orders();
    require(!orders.isEmpty(), "there is none");
    return orders.stream()
        .filter(order -> order.status().isInWarehouse())
        .findFirst()
        .orElse(orders.getFirst());
  }

  private Effect note() throws IOException, InterruptedException {
    return new Effect.Annotate(order().number(), "Xianda merchant-check");
  }

  private void unknownShopper() throws IOException, InterruptedException {
    require(account(nobody).equals(Account.EMPTY), "it is not empty");
  }

  private void sameKey() throws IOException, InterruptedException {
    Effect note = note();
    Optional<EffectKey> key = key();
    EffectResult first = result(post(shopper, key, note, Optional.of(token)));
    EffectResult second = result(post(shopper, key, note, Optional.of(token)));
    require(first.equals(second), "first " + first + ", then " + second);
  }

  /** One of the two may be told, with 409, that the other is under way. */
  private void atOnce() throws IOException, InterruptedException {
    HttpRequest request = effects(shopper, key(), json.write(note()), Optional.of(token));
    CompletableFuture<HttpResponse<byte[]>> one = http.sendAsync(request, bounded());
    CompletableFuture<HttpResponse<byte[]>> other = http.sendAsync(request, bounded());
    try {
      List<EffectResult> results =
          List.of(one.join(), other.join()).stream()
              .filter(response -> response.statusCode() != 409)
              .map(this::result)
              .distinct()
              .toList();
      require(results.size() == 1, "the answers were " + results);
    } catch (CompletionException e) {
      throw new IOException(String.valueOf(e.getCause()));
    }
  }

  private static Optional<EffectKey> key() {
    return Optional.of(new EffectKey("merchant-check/" + UUID.randomUUID()));
  }

  private EffectResult result(HttpResponse<byte[]> response) {
    return json.result(status(200, response));
  }

  private void refused(HttpResponse<byte[]> response) {
    EffectResult result = result(response);
    require(result instanceof EffectResult.Refused, "the answer was " + result);
  }

  private static byte[] status(int expected, HttpResponse<byte[]> response) {
    require(
        response.statusCode() == expected,
        "status " + response.statusCode() + " in place of " + expected);
    return response.body();
  }

  private HttpResponse<byte[]> get(ShopperId of, Optional<String> bearer)
      throws IOException, InterruptedException {
    return send(request(of, "account", bearer).GET().build());
  }

  private HttpResponse<byte[]> post(
      ShopperId of, Optional<EffectKey> key, Effect effect, Optional<String> bearer)
      throws IOException, InterruptedException {
    return send(effects(of, key, json.write(effect), bearer));
  }

  private HttpRequest effects(
      ShopperId of, Optional<EffectKey> key, String body, Optional<String> bearer) {
    HttpRequest.Builder request =
        request(of, "effects", bearer)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body, StandardCharsets.UTF_8));
    key.ifPresent(value -> request.header("Idempotency-Key", value.value()));
    return request.build();
  }

  private HttpRequest.Builder request(ShopperId of, String what, Optional<String> bearer) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address + "/v1/shoppers/" + of + "/" + what))
            .header("Accept", "application/json")
            .timeout(PATIENCE);
    bearer.ifPresent(value -> request.header("Authorization", "Bearer " + value));
    return request;
  }

  private HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
    return http.send(request, bounded());
  }

  private static HttpResponse.BodyHandler<byte[]> bounded() {
    return BodyHandlers.limiting(BodyHandlers.ofByteArray(), MerchantJson.LARGEST);
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
