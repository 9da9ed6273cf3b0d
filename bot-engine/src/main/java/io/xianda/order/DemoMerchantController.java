package io.xianda.order;

import io.swagger.v3.oas.annotations.Hidden;
import io.xianda.conversation.ShopperId;
import io.xianda.identity.IdentitySettings;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The demonstration shop as a merchant's order system would show itself, so that another service,
 * or {@code bin/xianda merchant-check}, can be pointed at it. There only in the demonstration, and
 * only when a token is set.
 */
@RestController
@RequestMapping("/demo/merchant/v1")
@Hidden
class DemoMerchantController {

  private static final int LARGEST_EFFECT = 64 * 1024;

  private final DemoShop shop;
  private final MerchantSettings settings;
  private final IdentitySettings identity;
  private final MerchantJson json = new MerchantJson();

  DemoMerchantController(DemoShop shop, MerchantSettings settings, IdentitySettings identity) {
    this.shop = shop;
    this.settings = settings;
    this.identity = identity;
  }

  @GetMapping("/shoppers/{shopper}/account")
  ResponseEntity<String> account(
      @PathVariable String shopper,
      @RequestHeader(name = "Authorization", defaultValue = "") String authorization) {
    return refused(authorization)
        .or(() -> unlessShopper(shopper))
        .orElseGet(() -> ok(shop.accountOf(new ShopperId(shopper))));
  }

  @PostMapping("/shoppers/{shopper}/effects")
  ResponseEntity<String> effect(
      @PathVariable String shopper,
      @RequestHeader(name = "Authorization", defaultValue = "") String authorization,
      @RequestHeader(name = "Idempotency-Key", defaultValue = "") String key,
      HttpServletRequest request)
      throws IOException {
    Optional<ResponseEntity<String>> refused =
        refused(authorization).or(() -> unlessShopper(shopper));
    if (refused.isPresent()) {
      return refused.get();
    }
    byte[] body = request.getInputStream().readNBytes(LARGEST_EFFECT + 1);
    if (body.length > LARGEST_EFFECT) {
      return problem(413, "too-large");
    }
    EffectKey effectKey = valid(() -> new EffectKey(key));
    Effect effect = valid(() -> json.effect(body));
    return effectKey == null || effect == null
        ? problem(400, effectKey == null ? "no-key" : "malformed")
        : ok(MerchantJson.Answer.of(shop.apply(effectKey, new ShopperId(shopper), effect)));
  }

  @PostMapping("/identities")
  ResponseEntity<String> identity(
      @RequestHeader(name = "Authorization", defaultValue = "") String authorization,
      HttpServletRequest request)
      throws IOException {
    Optional<ResponseEntity<String>> refused = refused(authorization);
    if (refused.isPresent()) {
      return refused.get();
    }
    byte[] body = request.getInputStream().readNBytes(LARGEST_EFFECT);
    WechatName name = valid(() -> json.wechatName(body));
    return name == null
        ? problem(400, "malformed")
        : ok(new MerchantJson.Known(shop.shopperOf(name).map(ShopperId::value).orElse(null)));
  }

  private Optional<ResponseEntity<String>> refused(String authorization) {
    if (!identity.demo() || settings.token().isBlank()) {
      return Optional.of(problem(404, "not-found"));
    }
    boolean known =
        MessageDigest.isEqual(
            authorization.getBytes(StandardCharsets.UTF_8),
            ("Bearer " + settings.token()).getBytes(StandardCharsets.UTF_8));
    return known ? Optional.empty() : Optional.of(problem(401, "unauthorized"));
  }

  private static Optional<ResponseEntity<String>> unlessShopper(String id) {
    return valid(() -> new ShopperId(id)) == null
        ? Optional.of(problem(400, "malformed"))
        : Optional.empty();
  }

  private static <T> @Nullable T valid(Supplier<T> read) {
    try {
      return read.get();
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private ResponseEntity<String> ok(Object value) {
    return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(json.write(value));
  }

  private static ResponseEntity<String> problem(int status, String type) {
    return ResponseEntity.status(status)
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body("{\"type\": \"urn:xianda:merchant:%s\", \"status\": %d}".formatted(type, status));
  }
}
