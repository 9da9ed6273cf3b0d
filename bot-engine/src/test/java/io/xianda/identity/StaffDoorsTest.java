package io.xianda.identity;

import static io.xianda.channel.SharedService.guest;
import static io.xianda.channel.SharedService.part;
import static io.xianda.channel.SharedService.xianda;
import static org.assertj.core.api.Assertions.assertThat;

import io.xianda.channel.Ask;
import io.xianda.channel.HttpReply;
import io.xianda.channel.Shopper;
import io.xianda.storage.Keys;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every endpoint has one row that says who may, and the service does as it says. */
class StaffDoorsTest {

  private static final Duration HOUR = Duration.ofHours(1);

  private final StaffTokens tokens = part(StaffTokens.class);

  private record Endpoint(HttpMethod method, String path) {}

  /**
   * Of all that is mapped below /api/v1, for WeChat and for Chatwoot, be it the staff's, the
   * shoppers' or anybody's.
   */
  @Test
  void everyEndpointHasOneRowAndEveryRowAnEndpoint() {
    assertThat(
            Stream.concat(
                StaffDoors.TABLE.stream().map(door -> new Endpoint(door.method(), door.path())),
                OpenDoors.TABLE.stream().map(door -> new Endpoint(door.method(), door.path()))))
        .containsExactlyInAnyOrderElementsOf(endpoints());
  }

  @Test
  void inTheRoomsOfTheStaffNothingIsOpenButTheLogIn() {
    assertThat(OpenDoors.TABLE)
        .filteredOn(door -> StaffDoors.leadTo(door.path()))
        .extracting(OpenDoors.Door::path)
        .containsExactly("/api/v1/staff/sessions");
  }

  @TestFactory
  List<DynamicTest> everyDoorOpensForItsRolesAndForNobodyElse() {
    return StaffDoors.TABLE.stream()
        .map(door -> DynamicTest.dynamicTest(door.method() + " " + door.path(), () -> tries(door)))
        .toList();
  }

  @TestFactory
  List<DynamicTest> whatIsNotTheStaffsNeedsWhatItsRowSays() {
    return OpenDoors.TABLE.stream()
        .map(door -> DynamicTest.dynamicTest(door.method() + " " + door.path(), () -> tries(door)))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"kb", "staff", "desk", "ops"})
  void whoHasYetToChooseAPasswordDoesNothingElse(String room) {
    String prefix = "/api/v1/" + room + "/";
    assertThat(StaffDoors.TABLE)
        .filteredOn(door -> door.path().startsWith(prefix) && door.withGivenPassword())
        .extracting(StaffDoors.Door::path)
        .isEqualTo(
            room.equals("staff")
                ? List.of(prefix + "me", prefix + "me/password", prefix + "sessions/current")
                : List.of());
  }

  @Test
  void whatHasNoRowIsRefusedToShoppersToo() {
    xianda()
        .at("/api/v1/no-such-thing")
        .withToken(guest().token())
        .gets()
        .isRefused(404, "not-found");
  }

  @Test
  void whatHasNoRowIsRefusedEvenToTheAdmin() {
    for (String room : StaffDoors.ROOMS) {
      xianda()
          .at(room + "no-such-thing")
          .withToken(token(Set.of(StaffRole.values())))
          .gets()
          .isRefused(403, "forbidden");
    }
  }

  @Test
  void aTokenOfTheStaffOpensNoConversation() {
    xianda()
        .at("/api/v1/conversations/" + guest().conversation() + "/messages")
        .withToken(token(Set.of(StaffRole.ADMIN)))
        .gets()
        .isRefused(401, "unauthorized");
  }

  private void tries(StaffDoors.Door door) {
    knock(door, null).isRefused(401, "unauthorized");
    knock(door, guest().token()).isRefused(401, "unauthorized");
    knock(door, expired()).isRefused(401, "token-expired");
    for (StaffRole role : StaffRole.values()) {
      HttpReply reply = knock(door, token(Set.of(role)));
      if (door.roles().contains(role)) {
        assertThat(reply.status()).as("%s: %s", role, reply.body()).isNotIn(401, 403);
        assertThat(reply.status()).as("%s: %s", role, reply.body()).isLessThan(500);
      } else {
        reply.isRefused(403, "forbidden");
      }
    }
  }

  private void tries(OpenDoors.Door door) {
    Shopper shopper = guest();
    String staffs = token(Set.of(StaffRole.ADMIN));
    switch (door.need()) {
      case NOTHING, SIGNED_LINK -> {
        // Without a token, and with an old one in the header that nobody asked for.
        HttpReply reply = knock(door, shopper, null);
        assertThat(reply.body()).doesNotContain(":unauthorized", ":forbidden");
        assertThat(reply.status()).as(reply.body()).isLessThan(500);
        if (door.need() == OpenDoors.Need.NOTHING) {
          assertThat(knock(door, shopper, "old").body()).doesNotContain(":unauthorized");
        } else {
          reply.isRefused(404, "not-found");
        }
      }
      case SIGNED_CALLBACK ->
          assertThat(knock(door, shopper, staffs).status())
              .as("no such app is configured")
              .isEqualTo(404);
      case SHOPPER -> {
        knock(door, shopper, null).isRefused(401, "unauthorized");
        knock(door, shopper, staffs).isRefused(401, "unauthorized");
        HttpReply reply = knock(door, shopper, shopper.token());
        assertThat(reply.status()).as(reply.body()).isNotIn(401, 403);
        assertThat(reply.status()).as(reply.body()).isLessThan(500);
      }
    }
  }

  private static HttpReply knock(OpenDoors.Door door, Shopper shopper, @Nullable String token) {
    String path =
        door.path()
            .replace("{conversation}", shopper.conversation())
            .replaceAll("\\{\\w+}", "no-such-thing");
    boolean signed = door.need() == OpenDoors.Need.SIGNED_LINK;
    return knock(door.method(), signed ? path + "?exp=9999999999&sig=00" : path, token);
  }

  private static HttpReply knock(StaffDoors.Door door, @Nullable String token) {
    String path = door.path().replace("{item}", "no-such-item").replace("{rule}", "no-such-rule");
    path = path.replace("{number}", "1").replaceAll("\\{\\w+}", UUID.randomUUID().toString());
    return knock(door.method(), path, token);
  }

  private static HttpReply knock(HttpMethod method, String path, @Nullable String token) {
    Ask ask = xianda().at(path).with("Idempotency-Key", UUID.randomUUID().toString());
    Ask known = token == null ? ask : ask.withToken(token);
    return method.equals(HttpMethod.GET) ? known.gets() : known.sendsJson(method.name(), "{}");
  }

  private String token(Set<StaffRole> roles) {
    return tokens.issue(new Staff("somebody", roles), HOUR).value();
  }

  private static String expired() {
    Clock yesterday = Clock.offset(Clock.systemUTC(), Duration.ofDays(-1));
    return StaffTokens.signedWith(part(Keys.class).tokenKey(), yesterday)
        .issue(new Staff("somebody", Set.of(StaffRole.values())), HOUR)
        .value();
  }

  private static List<Endpoint> endpoints() {
    List<Endpoint> endpoints = new ArrayList<>();
    Map<RequestMappingInfo, ?> mapped =
        part("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
            .getHandlerMethods();
    for (RequestMappingInfo info : mapped.keySet()) {
      for (String path : info.getPatternValues()) {
        if (Stream.of("/api/v1", "/wechat/", "/chatwoot/").anyMatch(path::startsWith)) {
          Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
          assertThat(methods).as("a mapping says which methods it takes: %s", info).isNotEmpty();
          methods.forEach(method -> endpoints.add(new Endpoint(method.asHttpMethod(), path)));
        }
      }
    }
    return endpoints;
  }
}
