package io.xianda.chatwoot;

import io.micrometer.core.instrument.MeterRegistry;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * Where Chatwoot tells what happens. It is acknowledged as soon as it is stored. What is not
 * acknowledged Chatwoot does not repeat: it gives the conversation to people, which is right.
 */
@RestController
@Tag(name = "chatwoot")
class ChatwootController {

  private static final Duration OLDEST = Duration.ofMinutes(5);
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,11}");

  private final ChatwootSettings settings;
  private final TakeEvent takeEvent;
  private final ChatwootChannel channel;
  private final MeterRegistry meters;
  private final Clock clock;

  ChatwootController(
      ChatwootSettings settings,
      TakeEvent takeEvent,
      ChatwootChannel channel,
      MeterRegistry meters,
      Clock clock) {
    this.settings = settings;
    this.takeEvent = takeEvent;
    this.channel = channel;
    this.meters = meters;
    this.clock = clock;
  }

  @PostMapping("/chatwoot/{secret}/callback")
  @Operation(summary = "What Chatwoot tells an agent bot")
  ResponseEntity<Void> take(
      @PathVariable String secret,
      @RequestHeader(name = "X-Chatwoot-Timestamp", required = false) @Nullable String timestamp,
      @RequestHeader(name = "X-Chatwoot-Signature", required = false) @Nullable String signature,
      HttpServletRequest request)
      throws IOException {
    if (!settings.isOn()) {
      return ResponseEntity.status(HttpStatus.NOT_FOUND).build();
    }
    if (!same(settings.secret(), secret)) {
      // An address that there is not.
      return refused("secret", HttpStatus.NOT_FOUND);
    }
    byte[] body = request.getInputStream().readNBytes(ChatwootEvent.LARGEST + 1);
    if (body.length > ChatwootEvent.LARGEST) {
      return refused("large", HttpStatus.CONTENT_TOO_LARGE);
    }
    if (!settings.signingSecret().isEmpty() && !isSigned(timestamp, signature, body)) {
      return refused("signature", HttpStatus.FORBIDDEN);
    }
    Optional<ChatwootEvent> event = ChatwootEvent.read(body);
    // Chatwoot tells of much that is none of a bot's business.
    if (event.isPresent() && event.get().inbox() == settings.inbox()) {
      takeEvent.take(event.get()).ifPresent(id -> channel.work(() -> channel.serve(id)));
    }
    return ResponseEntity.ok().build();
  }

  /** HMAC-SHA-256 of time, a full stop and body; no older than five minutes. */
  private boolean isSigned(@Nullable String timestamp, @Nullable String signature, byte[] body) {
    if (timestamp == null || signature == null || !SECONDS.matcher(timestamp).matches()) {
      return false;
    }
    Instant at = Instant.ofEpochSecond(Long.parseLong(timestamp));
    if (Duration.between(at, clock.instant()).abs().compareTo(OLDEST) > 0) {
      return false;
    }
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(
          new SecretKeySpec(
              settings.signingSecret().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      mac.update((timestamp + ".").getBytes(StandardCharsets.UTF_8));
      return same("sha256=" + HexFormat.of().formatHex(mac.doFinal(body)), signature);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Without telling by its time how much is right, nor how long it is. */
  private static boolean same(String right, String given) {
    return MessageDigest.isEqual(hash(right), hash(given));
  }

  private static byte[] hash(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Counted and not logged: whoever likes to could fill the disk. */
  private ResponseEntity<Void> refused(String why, HttpStatus status) {
    meters.counter("xianda.chatwoot.refused", "why", why).increment();
    return ResponseEntity.status(status).build();
  }
}
