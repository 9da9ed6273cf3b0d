package io.xianda.channel;

import static io.xianda.channel.SharedService.xianda;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The API describes itself. */
class OpenApiTest {

  private static final String MESSAGES = "/api/v1/conversations/{conversation}/messages";

  private final JsonNode description = xianda().at("/v3/api-docs").gets().isOk().json();

  @Test
  void theDescriptionListsEveryEndpoint() {
    JsonNode paths = description.path("paths");
    assertThat(paths.propertyNames().stream().filter(path -> !isStaffs(path)))
        .containsExactlyInAnyOrder(
            "/api/v1/sessions",
            "/api/v1/sessions/wechat",
            "/api/v1/demo/shoppers",
            "/api/v1/demo/staff",
            "/api/v1/demo/reset",
            MESSAGES,
            "/api/v1/conversations/{conversation}/photos",
            "/api/v1/conversations/{conversation}/photos/{name}",
            "/api/v1/conversations/{conversation}/queue",
            "/api/v1/conversations/{conversation}/queue/leave",
            "/api/v1/conversations/{conversation}/rating",
            "/api/v1/conversations/{conversation}/messages/{seq}/thumb",
            "/api/v1/conversations/{conversation}/read",
            "/api/v1/tickets",
            "/api/v1/tickets/{ticket}",
            "/api/v1/tickets/{ticket}/additions",
            "/api/v1/photos/{name}",
            "/wechat/{app}/callback",
            "/chatwoot/{secret}/callback");
    assertThat(paths.path("/api/v1/sessions").propertyNames()).containsExactly("post");
    assertThat(paths.path("/api/v1/demo/shoppers").propertyNames()).containsExactly("get");
    assertThat(paths.path(MESSAGES).propertyNames()).containsExactlyInAnyOrder("get", "post");
  }

  /** Of theirs the tables of doors tell, which are tested with the guide. */
  private static boolean isStaffs(String path) {
    return Stream.of("kb", "staff", "desk", "ops")
        .anyMatch(room -> path.startsWith("/api/v1/" + room + "/"));
  }

  @Test
  void everyOperationSaysWhatItIsFor() {
    assertThat(description.path("paths").valueStream().flatMap(JsonNode::valueStream))
        .hasSizeGreaterThan(4)
        .allSatisfy(operation -> assertThat(operation.path("summary").asString("")).isNotBlank());
  }

  @Test
  void onlyTheMessagesNeedAToken() {
    JsonNode paths = description.path("paths");
    assertThat(paths.path(MESSAGES).path("post").path("security").path(0).has("shopper")).isTrue();
    assertThat(paths.path(MESSAGES).path("get").path("security").path(0).has("shopper")).isTrue();
    assertThat(paths.path("/api/v1/sessions").path("post").has("security")).isFalse();
    JsonNode scheme = description.path("components").path("securitySchemes").path("shopper");
    assertThat(scheme.path("scheme").asString()).isEqualTo("bearer");
  }

  @Test
  void theTokenOfTheRequestIsNoParameter() {
    assertThat(
            description
                .path("paths")
                .path(MESSAGES)
                .path("get")
                .path("parameters")
                .valueStream()
                .map(parameter -> parameter.path("name").asString()))
        .containsExactlyInAnyOrder("conversation", "after", "limit");
  }

  @Test
  void theAddressApiLeadsToThePage() {
    HttpReply moved = xianda().at("/api").gets();
    assertThat(moved.status()).isEqualTo(302);
    HttpReply page = xianda().at(moved.header("Location")).gets().isOk();
    assertThat(page.header("Content-Type")).startsWith("text/html");
    assertThat(page.body()).contains("Swagger UI");
  }
}
