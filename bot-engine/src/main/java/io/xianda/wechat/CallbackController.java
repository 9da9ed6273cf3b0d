package io.xianda.wechat;

import io.micrometer.core.instrument.MeterRegistry;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Where WeChat knocks. An app that is not configured has no address. A message is acknowledged as
 * soon as it is stored; whatever takes longer comes after. Errors have a status and no body: nobody
 * reads one.
 */
@RestController
@RequestMapping("/wechat/{app}/callback")
@Tag(name = "wechat")
class CallbackController {

  /** What WeChat wants to have repeated; nothing that a page could run. */
  private static final Pattern ECHO = Pattern.compile("[A-Za-z0-9_=+/-]{1,128}");

  private static final ResponseEntity<String> SUCCESS =
      ResponseEntity.ok().contentType(MediaType.TEXT_PLAIN).body("success");

  private final Map<String, OpenCallback> apps;
  private final TakeCallback takeCallback;
  private final FetchPictures fetchPictures;
  private final WechatChannel channel;
  private final PassOn passOn;
  private final MeterRegistry meters;

  CallbackController(
      WechatSettings settings,
      TakeCallback takeCallback,
      FetchPictures fetchPictures,
      WechatChannel channel,
      PassOn passOn,
      MeterRegistry meters,
      Clock clock) {
    this.takeCallback = takeCallback;
    this.fetchPictures = fetchPictures;
    this.channel = channel;
    this.passOn = passOn;
    this.meters = meters;
    this.apps =
        settings.apps().entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Map.Entry::getKey, app -> new OpenCallback(app.getValue(), clock)));
  }

  @GetMapping(produces = MediaType.TEXT_PLAIN_VALUE)
  @Operation(summary = "WeChat's check of the address: a signed echostr is repeated")
  ResponseEntity<String> check(
      @PathVariable String app,
      @RequestParam(required = false) @Nullable String signature,
      @RequestParam(required = false) @Nullable String timestamp,
      @RequestParam(required = false) @Nullable String nonce,
      @RequestParam(required = false) @Nullable String echostr) {
    OpenCallback callback = apps.get(app);
    if (callback == null) {
      return refused(HttpStatus.NOT_FOUND);
    }
    if (!callback.isSigned(new OpenCallback.Query(signature, timestamp, nonce, null))) {
      count(app, OpenCallback.Refusal.SIGNATURE);
      return refused(HttpStatus.FORBIDDEN);
    }
    if (echostr == null || !ECHO.matcher(echostr).matches()) {
      return refused(HttpStatus.BAD_REQUEST);
    }
    return ResponseEntity.ok().contentType(MediaType.TEXT_PLAIN).body(echostr);
  }

  @PostMapping
  @Operation(summary = "A message or an event of WeChat, in JSON or XML, plain or encrypted")
  ResponseEntity<String> take(
      @PathVariable String app,
      @RequestParam(required = false) @Nullable String signature,
      @RequestParam(required = false) @Nullable String timestamp,
      @RequestParam(required = false) @Nullable String nonce,
      @RequestParam(name = "msg_signature", required = false) @Nullable String messageSignature,
      HttpServletRequest request)
      throws IOException {
    OpenCallback callback = apps.get(app);
    if (callback == null) {
      return refused(HttpStatus.NOT_FOUND);
    }
    // Not bound by Spring, which would read whatever comes before anybody looks at its size.
    byte[] body = request.getInputStream().readNBytes(OpenCallback.LARGEST + 1);
    if (body.length > OpenCallback.LARGEST) {
      return refused(HttpStatus.CONTENT_TOO_LARGE);
    }
    var query = new OpenCallback.Query(signature, timestamp, nonce, messageSignature);
    return switch (callback.open(query, body)) {
      case OpenCallback.Opened.Believed(CallbackFields fields) -> {
        TakeCallback.Taken taken = takeCallback.take(new AppName(app), fields);
        boolean first = taken == TakeCallback.Taken.STORED || taken == TakeCallback.Taken.PASSED_ON;
        if (first && "image".equals(fields.get("MsgType"))) {
          channel.work(fetchPictures::fetch);
        }
        yield switch (taken) {
          case STORED, REPEATED, IGNORED -> SUCCESS;
          case PASSED_ON, PASSED_ON_AGAIN -> {
            boolean xml = new String(body, StandardCharsets.UTF_8).stripLeading().startsWith("<");
            yield ResponseEntity.ok()
                .contentType(xml ? MediaType.APPLICATION_XML : MediaType.APPLICATION_JSON)
                .body(passOn.reply(new AppName(app), fields, xml));
          }
          case UNREADABLE -> refused(HttpStatus.BAD_REQUEST);
        };
      }
      case OpenCallback.Opened.Refused(OpenCallback.Refusal why) -> {
        count(app, why);
        yield refused(
            why == OpenCallback.Refusal.UNREADABLE ? HttpStatus.BAD_REQUEST : HttpStatus.FORBIDDEN);
      }
    };
  }

  /** Counted and not logged: whoever likes to could fill the disk. */
  private void count(String app, OpenCallback.Refusal why) {
    meters
        .counter("xianda.wechat.refused", "app", app, "why", why.name().toLowerCase(Locale.ROOT))
        .increment();
  }

  private static ResponseEntity<String> refused(HttpStatus status) {
    return ResponseEntity.status(status).build();
  }
}
