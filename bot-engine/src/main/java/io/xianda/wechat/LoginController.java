package io.xianda.wechat;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xianda.channel.TakeIn;
import io.xianda.conversation.Channel;
import io.xianda.conversation.Conversation;
import io.xianda.conversation.ShopperId;
import io.xianda.identity.ShopperTokens;
import io.xianda.person.UnionId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * How the page of a mini-program becomes a shopper: by the code of {@code wx.login}. Neither OpenID
 * nor session_key leave the server; the latter is not even kept.
 */
@RestController
@RequestMapping("/api/v1/sessions/wechat")
@Tag(name = "sessions")
class LoginController {

  private final WechatSettings settings;
  private final WechatApis apis;
  private final Recognise recognise;
  private final TakeIn takeIn;
  private final ShopperTokens tokens;

  LoginController(
      WechatSettings settings,
      WechatApis apis,
      Recognise recognise,
      TakeIn takeIn,
      ShopperTokens tokens) {
    this.settings = settings;
    this.apis = apis;
    this.recognise = recognise;
    this.takeIn = takeIn;
    this.tokens = tokens;
  }

  /**
   * Who wants to come in.
   *
   * @param app its name in the settings
   * @param code of {@code wx.login}, good once and for five minutes
   */
  record Login(
      @NotNull @Pattern(regexp = "[a-z0-9-]{1,32}") String app,
      @NotNull @Pattern(regexp = "[A-Za-z0-9_-]{1,128}") String code) {}

  record LoggedIn(String token, Instant expiresAt, String conversation, String state) {}

  @PostMapping
  @Operation(
      summary = "A token and the open conversation of whoever uses a mini-program, by its code")
  ResponseEntity<?> login(@Valid @RequestBody Login login) {
    var app = new AppName(login.app());
    if (settings.app(app).filter(a -> a.kind() == WechatSettings.Kind.MINI_PROGRAM).isEmpty()) {
      return problem(HttpStatus.NOT_FOUND, "no-app");
    }
    return switch (apis.of(app).login(login.code())) {
      case WechatApi.Login.Known(OpenId openId, Optional<UnionId> union) ->
          ResponseEntity.ok(loggedIn(app, openId, union));
      case WechatApi.Login.Refused(int code) ->
          switch (code) {
            case 45011 -> problem(HttpStatus.TOO_MANY_REQUESTS, "too-often");
            case 40226 -> problem(HttpStatus.FORBIDDEN, "risky");
            case 40029, 40163 -> problem(HttpStatus.BAD_REQUEST, "code");
            default -> problem(HttpStatus.BAD_GATEWAY, "refused");
          };
      case WechatApi.Login.Away away -> problem(HttpStatus.SERVICE_UNAVAILABLE, "away");
    };
  }

  private LoggedIn loggedIn(AppName app, OpenId openId, Optional<UnionId> union) {
    ShopperId shopper = recognise.by(app, openId, union);
    Conversation conversation = takeIn.conversation(shopper, Channel.MINI_PROGRAM);
    ShopperTokens.Issued token = tokens.issue(shopper);
    return new LoggedIn(
        token.value(),
        token.expiresAt(),
        conversation.id().toString(),
        conversation.state().name().toLowerCase(Locale.ROOT));
  }

  private static ResponseEntity<ProblemDetail> problem(HttpStatus status, String word) {
    ProblemDetail detail =
        ProblemDetail.forStatusAndDetail(status, Phrases.of("login." + word + ".detail"));
    detail.setType(URI.create("urn:xianda:problem:wechat-login-" + word));
    detail.setTitle(Phrases.of("login." + word + ".title"));
    return ResponseEntity.status(status)
        .header(HttpHeaders.CONTENT_TYPE, "application/problem+json")
        .body(detail);
  }
}
