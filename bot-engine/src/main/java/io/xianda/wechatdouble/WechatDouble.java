package io.xianda.wechatdouble;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * WeChat, as far as customer service goes: its API for some accounts, and the people who write to
 * them. It gives tokens and looks at them, counts what may be said to whom and until when, refuses
 * what WeChat refuses, and fails as it is asked to. Thread-safe.
 */
public final class WechatDouble implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Duration CODE_LIFE = Duration.ofMinutes(5);
  private static final int LONGEST_TEXT = 2048;
  private static final int LARGEST_IMAGE = 10 * 1024 * 1024;
  private static final Pattern CHARACTERS = Pattern.compile("[\\x20-\\x7e]{1,32}");
  private static final Pattern TIME =
      Pattern.compile(
          "(\\d{4}年\\d{1,2}月\\d{1,2}日|\\d{4}-\\d{2}-\\d{2})( \\d{2}:\\d{2}(:\\d{2})?)?");

  private final Clock clock;
  private final Map<String, Account> byName;
  private final Map<String, Account> byAppId;
  private final AtomicLong numbers = new AtomicLong();
  private final Tokens tokens;
  private final Media media = new Media();
  private final Faults faults = new Faults();
  private final Exchanges exchanges = new Exchanges();
  private final Callbacks callbacks;
  private final Map<String, Talk> talks = new ConcurrentHashMap<>();
  private final Map<String, LoginCode> codes = new ConcurrentHashMap<>();
  private final Map<String, String> sessionKeys = new ConcurrentHashMap<>();

  public WechatDouble(Clock clock, List<Account> accounts) {
    this.clock = clock;
    this.byName = accounts.stream().collect(Collectors.toMap(Account::name, each -> each));
    this.byAppId = accounts.stream().collect(Collectors.toMap(Account::appId, each -> each));
    this.tokens = new Tokens(clock);
    this.callbacks = new Callbacks(clock, exchanges);
  }

  private record LoginCode(String appId, String openId, Instant until, boolean used) {}

  /** A call of the API. */
  @SuppressWarnings("ArrayRecordComponent") // handed on and never compared
  record Call(String method, String path, Map<String, String> query, byte[] body) {

    String of(String name) {
      return query.getOrDefault(name, "");
    }
  }

  /** What WeChat answers. */
  @SuppressWarnings("ArrayRecordComponent") // handed on and never compared
  record Answer(String type, byte[] body) {

    static Answer of(Map<String, ?> fields) {
      return new Answer("application/json", JSON.writeValueAsBytes(fields));
    }

    static Answer code(int code) {
      return of(Map.of("errcode", code, "errmsg", code == 0 ? "ok" : "refused, as documented"));
    }
  }

  // ---- for whoever plays WeChat

  /** What somebody and an account say to each other; begins with the first call. */
  public Talk talk(String account, String openId) {
    Account known = byName.get(account);
    if (known == null) {
      throw new IllegalArgumentException("no such account: " + account);
    }
    return talk(known, openId);
  }

  private Talk talk(Account account, String openId) {
    return talks.computeIfAbsent(
        account.appId() + "/" + openId,
        _ -> new Talk(account, openId, callbacks, media, clock, numbers::incrementAndGet));
  }

  private Optional<Talk> known(Account account, String openId) {
    return Optional.ofNullable(talks.get(account.appId() + "/" + openId));
  }

  /** A code as {@code wx.login} gives it to the page, good once and for five minutes. */
  public String loginCode(String account, String openId) {
    Talk talk = talk(account, openId);
    String code = "code_" + UUID.randomUUID();
    codes.put(
        code,
        new LoginCode(talk.account().appId(), openId, clock.instant().plus(CODE_LIFE), false));
    return code;
  }

  /** The last session_key of somebody, which nobody but the server may see. */
  public Optional<String> sessionKey(String openId) {
    return Optional.ofNullable(sessionKeys.get(openId));
  }

  public Faults faults() {
    return faults;
  }

  public Callbacks callbacks() {
    return callbacks;
  }

  public Exchanges exchanges() {
    return exchanges;
  }

  /** How many access tokens were given, renewals alone counted. */
  public int tokensGiven() {
    return tokens.given();
  }

  /**
   * As if the time of all access tokens were over (42001), or somebody had renewed them (40001).
   */
  public void tokensEnd(boolean expired) {
    tokens.forget(expired);
  }

  Media media() {
    return media;
  }

  Clock clock() {
    return clock;
  }

  // ---- the API

  /** Whom a call is about, as far as it says so. */
  String openIdOf(Call call) {
    if (call.path().equals("/sns/jscode2session")) {
      LoginCode code = codes.get(call.of("js_code"));
      return code == null ? "" : code.openId();
    }
    return call.body().length > 0 && call.body()[0] == '{'
        ? json(call).map(body -> body.path("touser").asString("")).orElse("")
        : call.of("openid");
  }

  private static Optional<JsonNode> json(Call call) {
    try {
      return Optional.of(JSON.readTree(call.body()));
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  Answer answer(Call call) {
    return switch (call.path()) {
      case "/cgi-bin/stable_token" -> json(call).map(this::token).orElse(Answer.code(47001));
      case "/sns/jscode2session" -> login(call);
      default ->
          switch (tokens.whose(call.of("access_token"))) {
            case Tokens.Whose.Nobody(int code) -> Answer.code(code);
            case Tokens.Whose.Of(String appId) -> answer(account(appId), call);
          };
    };
  }

  private Account account(String appId) {
    return java.util.Objects.requireNonNull(byAppId.get(appId));
  }

  private Answer token(JsonNode asked) {
    Account account = byAppId.get(asked.path("appid").asString(""));
    if (!asked.path("grant_type").asString("").equals("client_credential")) {
      return Answer.code(40002);
    }
    if (account == null) {
      return Answer.code(40013);
    }
    if (!asked.path("secret").asString("").equals(account.secret())) {
      return Answer.code(40125);
    }
    Tokens.Issued token =
        tokens.give(account.appId(), asked.path("force_refresh").asBoolean(false));
    return Answer.of(
        Map.of(
            "access_token",
            token.value(),
            "expires_in",
            Duration.between(clock.instant(), token.until()).toSeconds()));
  }

  private Answer login(Call call) {
    Account account = byAppId.get(call.of("appid"));
    if (account == null) {
      return Answer.code(40013);
    }
    if (!call.of("secret").equals(account.secret())) {
      return Answer.code(40125);
    }
    LoginCode code = codes.get(call.of("js_code"));
    if (code == null
        || !code.appId().equals(account.appId())
        || !clock.instant().isBefore(code.until())) {
      return Answer.code(40029);
    }
    if (code.used()) {
      return Answer.code(40163);
    }
    Talk talk = talk(account, code.openId());
    if (talk.risky()) {
      return Answer.code(40226);
    }
    codes.put(call.of("js_code"), new LoginCode(code.appId(), code.openId(), code.until(), true));
    String key = UUID.randomUUID().toString();
    sessionKeys.put(code.openId(), key);
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("openid", code.openId());
    answer.put("session_key", key);
    String union = talk.unionId();
    if (union != null) {
      answer.put("unionid", union);
    }
    return Answer.of(answer);
  }

  private Answer answer(Account account, Call call) {
    boolean official = account.kind() == Account.Kind.OFFICIAL_ACCOUNT;
    return switch (call.path()) {
      case "/cgi-bin/message/custom/send" ->
          json(call)
              .map(body -> Answer.code(send(account, body)))
              .orElseGet(() -> Answer.code(47001));
      case "/cgi-bin/message/custom/typing" ->
          json(call)
              .map(body ->
                  Answer.code(
                      known(account, body.path("touser").asString(""))
                          .map(talk -> talk.typing(body.path("command").asString("")))
                          .orElse(40003)))
              .orElseGet(() -> Answer.code(47001));
      case "/cgi-bin/media/upload" -> upload(call);
      case "/cgi-bin/media/get" ->
          media
              .find(call.of("media_id"))
              .map(kept -> new Answer(kept.type(), kept.bytes()))
              .orElseGet(() -> Answer.code(40007));
      case "/cgi-bin/message/subscribe/send" ->
          official ? Answer.code(48001) : subscription(account, call);
      case "/cgi-bin/message/subscribe/bizsend" ->
          official ? subscription(account, call) : Answer.code(48001);
      case "/cgi-bin/user/info" ->
          official
              ? known(account, call.of("openid")).map(WechatDouble::info).orElse(Answer.code(40003))
              : Answer.code(48001);
      default -> Answer.code(40066);
    };
  }

  private static Answer info(Talk talk) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("subscribe", talk.follows() ? 1 : 0);
    answer.put("openid", talk.openId());
    String union = talk.unionId();
    if (union != null) {
      answer.put("unionid", union);
    }
    return Answer.of(answer);
  }

  private int send(Account account, JsonNode body) {
    Optional<Talk> talk = known(account, body.path("touser").asString(""));
    if (talk.isEmpty()) {
      return 40003;
    }
    String type = body.path("msgtype").asString("");
    JsonNode said = body.path(type);
    return switch (type) {
      case "text" -> text(talk.get(), said.path("content").asString(""));
      case "image" -> picture(talk.get(), said.path("media_id").asString(""));
      case "link" -> link(account, talk.get(), said);
      case "miniprogrampage" -> page(account, talk.get(), said);
      default -> 40008;
    };
  }

  private static int text(Talk talk, String content) {
    if (content.isEmpty()) {
      return 44004;
    }
    return content.getBytes(StandardCharsets.UTF_8).length > LONGEST_TEXT
        ? 45002
        : talk.take("text", content, Map.of());
  }

  private int picture(Talk talk, String id) {
    return media.find(id).isEmpty() ? 40007 : talk.take("image", "", Map.of("media", id));
  }

  /** Only mini-programs have it (图文链接). */
  private static int link(Account account, Talk talk, JsonNode said) {
    if (account.kind() == Account.Kind.OFFICIAL_ACCOUNT) {
      return 40008;
    }
    String title = said.path("title").asString("");
    String url = said.path("url").asString("");
    if (title.isEmpty() || url.isEmpty()) {
      return 47003;
    }
    return talk.take(
        "link",
        title,
        Map.of(
            "url",
            url,
            "description",
            said.path("description").asString(""),
            "thumb",
            said.path("thumb_url").asString("")));
  }

  /** A mini-program shows its own pages, an official account those of one that is bound to it. */
  private int page(Account account, Talk talk, JsonNode said) {
    String title = said.path("title").asString("");
    String path = said.path("pagepath").asString("");
    if (title.isEmpty() || path.isEmpty()) {
      return 47003;
    }
    if (account.kind() == Account.Kind.OFFICIAL_ACCOUNT
        && !byAppId.containsKey(said.path("appid").asString(""))) {
      return 40013;
    }
    String thumb = said.path("thumb_media_id").asString("");
    // Permanent ones are uploaded in the console.
    if (media.find(thumb).isEmpty() && !thumb.startsWith("permanent")) {
      return 40007;
    }
    return talk.take("miniprogrampage", title, Map.of("pagepath", path));
  }

  private Answer upload(Call call) {
    Optional<byte[]> file = Multipart.file(call.body());
    if (file.isEmpty()) {
      return Answer.code(41005);
    }
    if (!call.of("type").equals("image")) {
      return Answer.code(40004);
    }
    if (file.get().length > LARGEST_IMAGE) {
      return Answer.code(40009);
    }
    return Answer.of(
        Map.of(
            "type",
            "image",
            "media_id",
            media.keep(file.get(), "image/jpeg"),
            "created_at",
            clock.instant().getEpochSecond()));
  }

  private Answer subscription(Account account, Call call) {
    Optional<JsonNode> body = json(call);
    if (body.isEmpty()) {
      return Answer.code(47001);
    }
    Optional<Talk> talk = known(account, body.get().path("touser").asString(""));
    if (talk.isEmpty()) {
      return Answer.code(40003);
    }
    String template = body.get().path("template_id").asString("");
    Set<String> fields = account.templates().get(template);
    if (fields == null) {
      return Answer.code(40037);
    }
    JsonNode data = body.get().path("data");
    boolean good =
        Set.copyOf(data.propertyNames()).equals(fields)
            && fields.stream()
                .allMatch(name -> isGood(name, data.path(name).path("value").asString(null)));
    if (!good) {
      return Answer.code(47003);
    }
    String text =
        fields.stream()
            .sorted()
            .map(name -> data.path(name).path("value").asString())
            .collect(Collectors.joining("\n"));
    return Answer.code(
        talk.get().subscription(template, text, body.get().path("page").asString("")));
  }

  /** What a field holds is told by its name (订阅消息参数值内容限制说明). */
  private static boolean isGood(String name, @Nullable String value) {
    if (value == null || value.isBlank()) {
      return false;
    }
    return switch (name.replaceAll("\\d+$", "")) {
      case "thing" -> value.codePointCount(0, value.length()) <= 20;
      case "character_string" -> CHARACTERS.matcher(value).matches();
      case "time", "date" -> TIME.matcher(value).matches();
      case "phrase" -> value.length() <= 5 && value.codePoints().allMatch(c -> c >= 0x4e00);
      case "amount" -> value.matches("¥?\\d{1,10}(\\.\\d{1,2})?元?");
      case "number" -> value.matches("\\d{1,32}(\\.\\d+)?");
      default -> value.length() <= 32;
    };
  }

  @Override
  public void close() {
    callbacks.close();
  }
}
