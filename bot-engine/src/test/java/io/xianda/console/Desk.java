package io.xianda.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.xianda.channel.Ask;
import io.xianda.channel.HttpReply;
import io.xianda.channel.SharedService;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody of the staff at work. */
record Desk(String token) {

  private static final JsonMapper JSON = JsonMapper.shared();

  static Desk of(String name, String... roles) {
    return new Desk(
        SharedService.xianda()
            .at("/api/v1/demo/staff")
            .posts(Map.of("name", name, "roles", List.of(roles)))
            .isOk()
            .json()
            .path("token")
            .asString());
  }

  static Desk operator() {
    return of("li", "operator");
  }

  static Desk reviewer() {
    return of("wang", "reviewer");
  }

  HttpReply gets(String path) {
    return ask(path).gets();
  }

  HttpReply posts(String path, Object body) {
    return sends("POST", path, JSON.writeValueAsString(body));
  }

  HttpReply posts(UUID key, String path, Object body) {
    return ask(path)
        .with("Idempotency-Key", key.toString())
        .sendsJson("POST", JSON.writeValueAsString(body));
  }

  HttpReply puts(String path, Object body) {
    return sends("PUT", path, JSON.writeValueAsString(body));
  }

  HttpReply deletes(String path) {
    return ask(path).sends("DELETE");
  }

  HttpReply sends(String method, String path, String body) {
    return ask(path).with("Idempotency-Key", UUID.randomUUID().toString()).sendsJson(method, body);
  }

  private Ask ask(String path) {
    return SharedService.xianda().at("/api/v1/kb" + path).withToken(token);
  }

  /** A new draft of words alone, with an owner, for an intent. */
  String drafts(Map<String, ?> content) {
    return posts("/items", Map.of("content", content))
        .isOk()
        .json()
        .path("item")
        .path("id")
        .asString();
  }

  long lock(String item) {
    return gets("/items/" + item).isOk().json().path("item").path("lock").asLong();
  }

  HttpReply submits(String item) {
    return posts("/items/" + item + "/submit", Map.of("lock", lock(item)));
  }

  JsonNode replays(String item) {
    return posts("/replay", Map.of("items", List.of(item))).isOk().json();
  }

  /** Approves what was submitted, having seen all warnings; more stands beside it. */
  HttpReply approves(String item, Map<String, ?> more) {
    List<String> warnings = new ArrayList<>();
    posts("/items/" + item + "/check", Map.of())
        .isOk()
        .json()
        .path("findings")
        .forEach(finding -> warnings.add(finding.path("code").asString()));
    Map<String, Object> body = new HashMap<>(more);
    body.put("lock", lock(item));
    body.put("acknowledged", warnings.stream().distinct().toList());
    return posts("/items/" + item + "/approve", body);
  }

  JsonNode tries(Map<String, ?> body) {
    return posts("/try", body).isOk().json();
  }

  /** Written, replayed and told. */
  static String published(Map<String, ?> content) {
    Desk operator = operator();
    String item = operator.drafts(content);
    operator.submits(item).isOk();
    String replay = operator.replays(item).path("id").asString();
    reviewer().approves(item, Map.of("replay", replay, "reason", "test")).isOk();
    return item;
  }

  static void isInState(HttpReply reply, String state) {
    assertThat(reply.isOk().json().path("item").path("state").asString()).isEqualTo(state);
  }
}
