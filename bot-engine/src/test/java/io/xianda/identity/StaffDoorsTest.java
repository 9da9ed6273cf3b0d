package io.xianda.identity;

import static io.xianda.channel.SharedService.guest;
import static io.xianda.channel.SharedService.part;
import static io.xianda.channel.SharedService.xianda;
import static org.assertj.core.api.Assertions.assertThat;

import io.xianda.channel.Ask;
import io.xianda.channel.HttpReply;
import io.xianda.storage.Keys;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every endpoint of the staff has one row that says who may, and the service does as it says. */
class StaffDoorsTest {

  private static final Duration HOUR = Duration.ofHours(1);

  private final StaffTokens tokens = part(StaffTokens.class);

  private record Endpoint(HttpMethod method, String path) {}

  @Test
  void everyEndpointHasOneRowAndEveryRowAnEndpoint() {
    assertThat(StaffDoors.TABLE.stream().map(door -> new Endpoint(door.method(), door.path())))
        .containsExactlyInAnyOrderElementsOf(endpoints());
  }

  @TestFactory
  List<DynamicTest> everyDoorOpensForItsRolesAndForNobodyElse() {
    return StaffDoors.TABLE.stream()
        .map(door -> DynamicTest.dynamicTest(door.method() + " " + door.path(), () -> tries(door)))
        .toList();
  }

  @Test
  void whatHasNoRowIsRefusedEvenToTheAdmin() {
    xianda()
        .at("/api/v1/kb/no-such-thing")
        .withToken(token(Set.of(StaffRole.values())))
        .gets()
        .isRefused(403, "forbidden");
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

  private static HttpReply knock(StaffDoors.Door door, @Nullable String token) {
    String path = door.path().replace("{item}", "no-such-item").replace("{rule}", "no-such-rule");
    path = path.replace("{number}", "1").replaceAll("\\{\\w+}", UUID.randomUUID().toString());
    Ask ask = xianda().at(path).with("Idempotency-Key", UUID.randomUUID().toString());
    Ask known = token == null ? ask : ask.withToken(token);
    return door.method().equals(HttpMethod.GET)
        ? known.gets()
        : known.sendsJson(door.method().name(), "{}");
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
        if (path.startsWith(StaffDoors.ALL)) {
          for (RequestMethod method : info.getMethodsCondition().getMethods()) {
            endpoints.add(new Endpoint(method.asHttpMethod(), path));
          }
        }
      }
    }
    return endpoints;
  }
}
