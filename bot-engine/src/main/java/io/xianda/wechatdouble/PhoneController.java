package io.xianda.wechatdouble;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * What the page of the phone shows and does. There only with the double, hence only on a loopback
 * address. Whatever changes something wants a content type that no form of another site can send.
 */
@RestController
@ConditionalOnBooleanProperty("xianda.wechat-double.enabled")
@RequestMapping("/demo/wechat/phone")
@Hidden
class PhoneController implements AutoCloseable {

  private static final int LARGEST = 10 * 1024 * 1024;

  private final WechatDouble wechat;
  private final List<Account> accounts;
  private final Map<String, Talk> talks = new LinkedHashMap<>();
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private volatile Wrong wrong = new Wrong(0, false, 0);

  PhoneController(WechatDouble wechat, WechatDoubleSettings settings) {
    this.wechat = wechat;
    this.accounts = settings.asAccounts();
    String union = "o" + UUID.randomUUID().toString().replace("-", "");
    for (Account account : accounts) {
      Talk talk = wechat.talk(account.name(), "o" + UUID.randomUUID().toString().replace("-", ""));
      talk.isKnownAs(union);
      talks.put(account.name(), talk);
    }
  }

  record Chat(
      String name,
      String title,
      Account.Kind kind,
      List<Bubble> bubbles,
      List<Window> left,
      boolean typing,
      boolean atWechatsDesk,
      Map<String, Integer> accepted) {}

  record Window(String cause, Instant until, int messages) {}

  record State(Instant now, List<Chat> chats, List<Exchange> exchanges, Wrong wrong) {}

  record Words(@NotBlank @Size(max = 600) String text) {}

  record Entrance(@NotNull @Size(max = 40) @Pattern(regexp = "[A-Za-z0-9-]*") String order) {}

  /** What a shopper does in an official account besides writing. */
  record Touch(
      @NotNull @Pattern(regexp = "subscribe|scan|menu") String what,
      @NotNull @Size(max = 60) String key) {}

  record Template(@NotBlank @Size(max = 64) String template) {}

  /** What goes wrong from now on; 0 and false for nothing. */
  record Wrong(@Min(0) @Max(30_000) int delayMs, boolean drop, @Min(0) @Max(99_999) int code) {}

  @GetMapping
  State state(@RequestParam(defaultValue = "0") long after) {
    List<Chat> chats =
        accounts.stream()
            .map(account -> {
              Talk talk = talk(account.name()).orElseThrow();
              Map<String, Integer> accepted = new LinkedHashMap<>();
              account.templates().keySet().stream()
                  .sorted()
                  .forEach(template -> accepted.put(template, talk.acceptedOf(template)));
              return new Chat(
                  account.name(),
                  account.title(),
                  account.kind(),
                  talk.bubbles(),
                  talk.windows().stream()
                      .map(left -> new Window(left.cause().name(), left.until(), left.messages()))
                      .toList(),
                  talk.isTyping(),
                  talk.isAtWechatsDesk(),
                  accepted);
            })
            .toList();
    return new State(wechat.clock().instant(), chats, wechat.exchanges().after(after), wrong);
  }

  @PostMapping(path = "/{account}/text", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Void> text(@PathVariable String account, @Valid @RequestBody Words words) {
    return does(account, talk -> talk.says(words.text()));
  }

  @PostMapping(path = "/{account}/picture", consumes = MediaType.IMAGE_JPEG_VALUE)
  ResponseEntity<Void> picture(@PathVariable String account, HttpServletRequest request)
      throws IOException {
    byte[] jpeg = request.getInputStream().readNBytes(LARGEST + 1);
    return jpeg.length > LARGEST
        ? ResponseEntity.status(413).build()
        : does(account, talk -> talk.shows(jpeg));
  }

  @PostMapping(path = "/{account}/enter", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Void> enter(@PathVariable String account, @Valid @RequestBody Entrance from) {
    return does(
        account, talk -> talk.enters(from.order().isEmpty() ? "" : "order=" + from.order()));
  }

  @PostMapping(path = "/{account}/touch", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Void> touch(@PathVariable String account, @Valid @RequestBody Touch touch) {
    return does(
        account,
        talk -> {
          switch (touch.what()) {
            case "subscribe" -> talk.subscribes();
            case "scan" -> talk.scans(touch.key());
            default -> talk.touches(touch.key());
          }
        });
  }

  @PostMapping(path = "/{account}/accept", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Void> accept(@PathVariable String account, @Valid @RequestBody Template one) {
    return does(account, talk -> talk.accepts(one.template(), 1));
  }

  @PostMapping(path = "/wrong", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Void> wrong(@Valid @RequestBody Wrong from) {
    wechat.faults().clear();
    if (from.delayMs() > 0) {
      wechat
          .faults()
          .plan("", null, new Fault.Delay(Duration.ofMillis(from.delayMs())), Integer.MAX_VALUE);
    }
    // Tokens are always given: what goes wrong is to be seen in the chat.
    if (from.drop()) {
      wechat.faults().plan("/cgi-bin/me", null, new Fault.Drop(), Integer.MAX_VALUE);
    }
    if (from.code() != 0) {
      wechat.faults().plan("/cgi-bin/me", null, new Fault.Code(from.code()), Integer.MAX_VALUE);
    }
    wrong = from;
    return ResponseEntity.noContent().build();
  }

  @GetMapping("/media/{id}")
  ResponseEntity<byte[]> media(@PathVariable String id) {
    return wechat
        .media()
        .find(id)
        .filter(kept -> kept.type().equals(MediaType.IMAGE_JPEG_VALUE))
        .map(kept -> ResponseEntity.ok().contentType(MediaType.IMAGE_JPEG).body(kept.bytes()))
        .orElseGet(() -> ResponseEntity.notFound().build());
  }

  private Optional<Talk> talk(@Nullable String account) {
    return Optional.ofNullable(talks.get(account));
  }

  /** At once as far as the page can tell: WeChat may wait for the answer for fifteen seconds. */
  private ResponseEntity<Void> does(String account, Consumer<Talk> deed) {
    Optional<Talk> talk = talk(account);
    talk.ifPresent(one -> workers.execute(() -> deed.accept(one)));
    return talk.isPresent() ? ResponseEntity.accepted().build() : ResponseEntity.notFound().build();
  }

  @Override
  public void close() {
    workers.shutdownNow();
  }
}
