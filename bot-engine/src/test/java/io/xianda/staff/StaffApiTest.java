package io.xianda.staff;

import static io.xianda.channel.SharedService.part;
import static io.xianda.channel.SharedService.xianda;
import static org.assertj.core.api.Assertions.assertThat;

import io.xianda.channel.Ask;
import io.xianda.channel.HttpReply;
import io.xianda.identity.Staff;
import io.xianda.identity.StaffRole;
import io.xianda.identity.StaffTokens;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Accounts and sessions, by REST. */
class StaffApiTest {

  private static final String CHOSEN = "my own password";

  private final String admin =
      part(StaffTokens.class)
          .issue(new Staff("root", Set.of(StaffRole.ADMIN)), Duration.ofHours(1))
          .value();

  /** Nobody else has it. */
  private final String name = "t-" + UUID.randomUUID().toString().substring(0, 13);

  @Test
  void aNewAccountLogsInChoosesAPasswordAndWorks() {
    String given = creates("operator");
    JsonNode in = logsIn(given).isOk().json();
    assertThat(in.path("newPasswordDue").asBoolean()).isTrue();
    String token = in.path("token").asString();

    as(token, "/api/v1/kb/items").gets().isRefused(403, "new-password-due");
    assertThat(me(token).path("newPasswordDue").asBoolean()).isTrue();
    assertThat(chooses(token, given, CHOSEN).status()).isEqualTo(204);

    as(token, "/api/v1/kb/items").gets().isOk();
    assertThat(me(token).path("displayName").asString()).isEqualTo("小测");
    assertThat(logsIn(given).status()).isEqualTo(401);
    assertThat(logsIn(CHOSEN).isOk().json().path("newPasswordDue").asBoolean()).isFalse();
  }

  @Test
  void aRoleThatIsTakenAwayOpensNothingWithTheNextRequest() {
    String token = works("operator", "reviewer");
    as(token, "/api/v1/kb/items").gets().isOk();

    puts("/accounts/" + name, Map.of("version", 1, "displayName", "小测", "roles", List.of("agent")))
        .isOk();

    as(token, "/api/v1/kb/items").gets().isRefused(403, "forbidden");
    assertThat(me(token).path("roles").toString()).isEqualTo("[\"agent\"]");
  }

  @Test
  void aRevokedSessionOpensNothingWithTheNextRequest() {
    String token = works("operator");
    as(token, "/api/v1/kb/items").gets().isOk();
    JsonNode sessions = asked("/accounts/" + name + "/sessions").gets().isOk().json();
    String session = me(token).path("session").asString();
    assertThat(sessions.toString()).contains(session);

    assertThat(asked("/accounts/" + name + "/sessions/" + session).sends("DELETE").status())
        .isEqualTo(204);

    as(token, "/api/v1/kb/items").gets().isRefused(401, "unauthorized");
    assertThat(part(StaffTokens.class).read(token)).isEqualTo(new StaffTokens.Reading.Invalid());
  }

  @Test
  void whoLogsOutIsOut() {
    String token = works("operator");
    assertThat(part(StaffTokens.class).read(token))
        .isEqualTo(new StaffTokens.Reading.Valid(new Staff(name, Set.of(StaffRole.OPERATOR))));

    assertThat(as(token, "/api/v1/staff/sessions/current").sends("DELETE").status()).isEqualTo(204);

    as(token, "/api/v1/staff/me").gets().isRefused(401, "unauthorized");
  }

  @Test
  void aDisabledAccountIsOutAndStaysOut() {
    String token = works("operator");

    posts("/accounts/" + name + "/disable").isOk();

    as(token, "/api/v1/kb/items").gets().isRefused(401, "unauthorized");
    logsIn(CHOSEN).isRefused(401, "login-refused");
    posts("/accounts/" + name + "/enable").isOk();
    logsIn(CHOSEN).isOk();
  }

  @Test
  void aResetPasswordIsToldOnceAndMustBeChanged() {
    String token = works("operator");

    String given =
        posts("/accounts/" + name + "/password").isOk().json().path("password").asString();

    as(token, "/api/v1/kb/items").gets().isRefused(401, "unauthorized");
    assertThat(asked("/accounts/" + name).gets().isOk().body())
        .doesNotContain(given, "assword\":\"");
    assertThat(logsIn(given).isOk().json().path("newPasswordDue").asBoolean()).isTrue();
  }

  @Test
  void whatIsRefusedTellsNotWhy() {
    String unknown = logsIn("wrong password").isRefused(401, "login-refused").body();
    var _ = creates("operator");

    assertThat(logsIn("wrong password").isRefused(401, "login-refused").body()).isEqualTo(unknown);
    for (int i = 0; i < 5; i++) {
      assertThat(logsIn("wrong password").body()).isEqualTo(unknown);
    }
  }

  @Test
  void everythingIsWrittenDownWithWhoDidIt() {
    var _ = works("operator");
    posts("/accounts/" + name + "/disable").isOk();

    JsonNode deeds = asked("/audit?subject=account:" + name).gets().isOk().json().path("deeds");

    assertThat(
            deeds
                .valueStream()
                .map(deed -> deed.path("actor").asString() + " " + deed.path("action").asString()))
        .containsExactly(
            "root account-disabled",
            name + " login",
            name + " password-changed",
            name + " login",
            "root account-created");
    JsonNode page = asked("/audit?limit=1&subject=account:" + name).gets().isOk().json();
    assertThat(
            asked(
                    "/audit?limit=1&subject=account:"
                        + name
                        + "&before="
                        + page.path("next").asLong())
                .gets()
                .isOk()
                .json()
                .path("deeds")
                .path(0)
                .path("action")
                .asString())
        .isEqualTo("login");
  }

  @Test
  void theDemosStaffLogsIn() {
    DemoStaff staff = DemoStaff.shipped();
    JsonNode in =
        xianda()
            .at("/api/v1/staff/sessions")
            .posts(Map.of("name", "a-chen", "password", staff.password()))
            .isOk()
            .json();
    assertThat(in.path("displayName").asString()).isEqualTo("陈组长");
    assertThat(in.path("roles").toString()).isEqualTo("[\"agent\",\"supervisor\"]");
  }

  @Test
  void aTokenWithoutASessionHasNothingToLogOutOf() {
    assertThat(me(admin).path("name").asString()).isEqualTo("root");
    assertThat(me(admin).path("session").isNull()).isTrue();
    asked("/sessions/current").sendsJson("DELETE", "").isRefused(409, "without-session");
    asked("/me/password")
        .sendsJson("PUT", json(Map.of("current", "x", "password", CHOSEN)))
        .isRefused(409, "without-session");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"name\":\"Li\",\"displayName\":\"小李\",\"roles\":[\"agent\"]}",
        "{\"name\":\"li-x\",\"displayName\":\"\",\"roles\":[\"agent\"]}",
        "{\"name\":\"li-x\",\"displayName\":\"小\\u0000李\",\"roles\":[\"agent\"]}",
        "{\"name\":\"li-x\",\"displayName\":\"<b>李</b>\",\"roles\":[\"agent\"]}",
        "{\"name\":\"li-x\",\"displayName\":\"小李\",\"roles\":[]}"
      })
  void whatIsNoAccountIsRefused(String body) {
    asked("/accounts").postsJson(body).isRefused(400, "invalid");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"name\":\"li\"}", "{\"name\":\"li\",\"password\":null}"})
  void whatIsNoLogInIsRefused(String body) {
    xianda().at("/api/v1/staff/sessions").postsJson(body).isRefused(400, "invalid");
  }

  /** A new account; its first password. */
  private String creates(String... roles) {
    return asked("/accounts")
        .posts(Map.of("name", name, "displayName", "小测", "roles", List.of(roles)))
        .isOk()
        .json()
        .path("password")
        .asString();
  }

  /** A new account at work; its token. */
  private String works(String... roles) {
    String given = creates(roles);
    String token = logsIn(given).isOk().json().path("token").asString();
    assertThat(chooses(token, given, CHOSEN).status()).isEqualTo(204);
    return logsIn(CHOSEN).isOk().json().path("token").asString();
  }

  private HttpReply logsIn(String password) {
    return xianda().at("/api/v1/staff/sessions").posts(Map.of("name", name, "password", password));
  }

  private static HttpReply chooses(String token, String current, String password) {
    return as(token, "/api/v1/staff/me/password")
        .sendsJson("PUT", json(Map.of("current", current, "password", password)));
  }

  private static JsonNode me(String token) {
    return as(token, "/api/v1/staff/me").gets().isOk().json();
  }

  private Ask asked(String path) {
    return as(admin, "/api/v1/staff" + path);
  }

  private HttpReply posts(String path) {
    return asked(path).sendsJson("POST", "");
  }

  private HttpReply puts(String path, Object body) {
    return asked(path).sendsJson("PUT", json(body));
  }

  private static Ask as(String token, String path) {
    return xianda().at(path).withToken(token);
  }

  private static String json(Object body) {
    return JsonMapper.shared().writeValueAsString(body);
  }
}
