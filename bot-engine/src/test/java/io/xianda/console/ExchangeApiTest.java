package io.xianda.console;

import static io.xianda.channel.SharedService.xianda;
import static org.assertj.core.api.Assertions.assertThat;

import io.xianda.channel.HttpReply;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The knowledge base in files, by REST. */
class ExchangeApiTest {

  private static final String BOUNDARY = "a-boundary-of-the-tests";

  private final Desk li = Desk.operator();
  private final Desk wang = Desk.reviewer();

  private static HttpReply imports(Desk who, boolean dry, String name, String content) {
    String form =
        "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\nContent-Type: text/csv\r\n\r\n%s\r\n--%s--\r\n"
            .formatted(BOUNDARY, name, content, BOUNDARY);
    return xianda()
        .at("/api/v1/kb/import?dry=" + dry)
        .withToken(who.token())
        .with("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
        .posts(form.getBytes(StandardCharsets.UTF_8));
  }

  private static String rows(String... lines) {
    return String.join("\r\n", lines);
  }

  private static String fresh(String name) {
    return name + "-" + UUID.randomUUID().toString().substring(0, 8);
  }

  @Test
  void aFileIsLookedAtThenImportedAndTheSecondTimeChangesNothing() {
    String id = fresh("import-fee");
    String file = rows("编号,问题,答案,意图", id + ",寄存箱怎么收费,当天免费。,invoice");

    JsonNode looked = imports(li, true, "a.csv", file).isOk().json();
    assertThat(looked.path("created").asInt()).isEqualTo(1);
    assertThat(looked.path("applied").asBoolean()).isFalse();
    assertThat(li.gets("/items/" + id).status()).isEqualTo(404);

    JsonNode imported = imports(wang, false, "a.csv", file).isOk().json();
    assertThat(imported.path("rows").asInt()).isEqualTo(1);
    assertThat(imported.path("created").asInt()).isEqualTo(1);
    assertThat(imported.path("applied").asBoolean()).isTrue();
    Desk.isInState(li.gets("/items/" + id), "draft");
    JsonNode deed = li.gets("/audit?item=" + id).isOk().json().path("actions").path(0);
    assertThat(deed.path("actor").asString()).isEqualTo("wang");

    JsonNode again = imports(wang, false, "a.csv", file).isOk().json();
    assertThat(again.path("unchanged").asInt()).isEqualTo(1);
    assertThat(again.path("created").asInt() + again.path("changed").asInt()).isZero();
    assertThat(again.path("applied").asBoolean()).isTrue();
  }

  @Test
  void oneWrongRowKeepsTheOthersOutAndIsNamed() {
    String good = fresh("import-good");
    String file =
        rows("编号,问题,答案,生效时间", good + ",可以寄存吗,可以。,", fresh("import-bad") + ",几点关门,十点。,不是时间");

    JsonNode looked = imports(li, true, "a.csv", file).isOk().json();
    assertThat(looked.path("problems").size()).isEqualTo(1);
    assertThat(looked.path("applied").asBoolean()).isFalse();

    JsonNode refused = imports(wang, false, "a.csv", file).isRefused(422, "import-refused").json();
    JsonNode problem = refused.path("problems").path(0);
    assertThat(problem.path("row").asInt()).isEqualTo(3);
    assertThat(problem.path("column").asString("")).isNotBlank();
    assertThat(problem.path("message").asString("")).isNotBlank();
    assertThat(refused.path("applied").asBoolean(true)).isFalse();
    assertThat(li.gets("/items/" + good).status()).isEqualTo(404);
  }

  @Test
  void anOperatorLooksAndDoesNotImport() {
    imports(li, false, "a.csv", rows("编号,问题,答案", fresh("import-li") + ",问,答"))
        .isRefused(403, "forbidden");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.doc", "..", "", "a/../../b.xlsx"})
  void whatIsNoTableIsToldInWords(String name) {
    JsonNode told = imports(wang, true, name, "nothing").isRefused(422, "file-unusable").json();
    assertThat(told.path("problems").path(0).path("message").asString("")).isNotBlank();
    assertThat(told.path("rows").asInt(-1)).isZero();
  }

  @Test
  void moreThanElevenMegabytesAreToldAsAFileNotAsAPicture() {
    imports(wang, true, "a.csv", "x".repeat(11 * 1024 * 1024 + 1)).isRefused(413, "file-too-large");
  }

  @ParameterizedTest
  @ValueSource(strings = {"csv", "jsonl"})
  void whatIsExportedChangesNothingWhenItIsImported(String format) {
    HttpReply exported = li.gets("/export?format=" + format).isOk();
    assertThat(exported.header("Content-Disposition"))
        .matches("attachment; filename=\"xianda-kb-[0-9-]+\\." + format + "\"");
    assertThat(exported.body().lines().count()).isGreaterThan(150);

    JsonNode looked = imports(li, true, "back." + format, exported.body()).isOk().json();
    assertThat(looked.path("problems")).isEmpty();
    assertThat(looked.path("created").asInt() + looked.path("changed").asInt()).isZero();
    assertThat(looked.path("unchanged").asInt()).isGreaterThan(150);
  }

  @Test
  void aWorkbookIsExportedAsOne() {
    HttpReply exported = li.gets("/export?format=xlsx").isOk();
    assertThat(exported.header("Content-Type")).contains("spreadsheetml");
    assertThat(exported.body()).startsWith("PK");
    li.gets("/export?format=docx").isRefused(400, "invalid");
  }
}
