package io.xianda.eval;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The command line of the evaluation as its contract has it: fields, files, exit codes, one line
 * for what is wrong.
 */
class EvalCommandTest {

  @TempDir Path place;

  private record Run(int exit, String out, String err) {

    JsonNode metrics() {
      List<String> lines = out.lines().toList();
      return JsonMapper.shared().readTree(lines.getLast());
    }
  }

  @Test
  void messagesPrintEveryMetricOfTheContractAndWriteTheirFiles() throws Exception {
    Path test =
        file(
            """
            {"text": "几点能送到", "intent": "delivery.eta", "also": ["delivery.track"], "faq": [], "group": "logistics"}
            {"text": "怎么开发票", "intent": "invoice", "faq": ["invoice-how"], "group": "finance"}
            {"text": "转人工", "intent": "service.human", "faq": [], "group": "general"}
            {"text": "谢谢", "intent": "chat.thanks", "faq": [], "group": "general"}
            {"text": "帮我写一首关于月亮的诗", "intent": "oos", "faq": [], "group": "general"}
            """);

    Run run = run("messages", "--test", test.toString(), "--out", place.resolve("out").toString());

    assertThat(run.exit()).isZero();
    for (String metric :
        List.of(
            "intent_accuracy",
            "intent_macro_f1",
            "group_accuracy",
            "oos_auroc",
            "oos_recall",
            "oos_precision",
            "ece",
            "faq_recall_at_1",
            "faq_recall_at_3",
            "faq_mrr",
            "right",
            "helped",
            "escalated",
            "wrong",
            "wrong_answer_rate")) {
      assertThat(run.metrics().path(metric).isNumber()).as(metric).isTrue();
    }
    assertThat(run.metrics().path("risk_coverage").path("curve").isArray()).isTrue();
    double sum = 0;
    for (String share : List.of("right", "helped", "escalated", "wrong")) {
      sum += run.metrics().path(share).asDouble();
    }
    assertThat(sum).isBetween(0.999, 1.001);
    assertThat(run.metrics().path("intent_accuracy").asDouble()).isEqualTo(1.0);
    List<String> predictions = Files.readAllLines(place.resolve("out/predictions.jsonl"));
    assertThat(predictions).hasSize(5);
    JsonNode first = JsonMapper.shared().readTree(predictions.getFirst());
    assertThat(first.path("intents").size()).isEqualTo(5);
    assertThat(first.path("verdict").asString()).isEqualTo("right");
    assertThat(Files.readString(place.resolve("out/report.html")))
        .contains("intent_accuracy")
        .doesNotContain("${")
        .doesNotContain("http://");
  }

  @Test
  void intentsLearnAndTestOtherData() throws Exception {
    StringBuilder train = new StringBuilder();
    for (int i = 0; i < 12; i++) {
      train.append("{\"text\": \"今天天气怎么样 %d\", \"label\": \"Weather\"}\n".formatted(i));
      train.append("{\"text\": \"放一首歌给我听 %d\", \"label\": \"音乐\"}\n".formatted(i));
      train.append("{\"text\": \"哈哈哈哈随便 %d\", \"label\": \"none\"}\n".formatted(i));
    }
    Path test =
        file(
            """
            {"text": "明天天气好吗", "label": "Weather"}
            {"text": "想听歌了", "label": "音乐"}
            {"text": "哈哈随便吧", "label": "none"}
            """);

    Run run =
        run(
            "intents",
            "--train",
            file(train.toString()).toString(),
            "--test",
            test.toString(),
            "--oos-label",
            "none",
            "--out",
            place.resolve("out").toString());

    assertThat(run.exit()).isZero();
    assertThat(run.metrics().path("accuracy").asDouble()).isEqualTo(1.0);
    assertThat(run.metrics().path("oos_auroc").asDouble()).isEqualTo(1.0);
    assertThat(run.metrics().path("labels").size()).isEqualTo(3);
    for (String metric : List.of("macro_f1", "ece", "train_s", "ms_p50")) {
      assertThat(run.metrics().path(metric).isNumber()).as(metric).isTrue();
    }
  }

  @Test
  void retrievalIndexesAndSearchesAnyKnowledge() throws Exception {
    Path kb =
        file(
            """
            {"id": "7", "question": "怎么重置密码", "similar": ["密码忘了"], "answer": "点忘记密码。"}
            {"id": 8, "question": "如何办理护照", "similar": [], "answer": "到出入境大厅。"}
            {"id": "9", "question": "图书馆几点开门", "answer": "早上九点。"}
            """);
    Path queries =
        file(
            """
            {"question": "密码想不起来了", "id": "7"}
            {"question": "护照去哪办", "id": "8"}
            {"question": "图书馆什么时候开", "id": "9"}
            """);

    Run run =
        run(
            "retrieval",
            "--kb",
            kb.toString(),
            "--queries",
            queries.toString(),
            "--out",
            place.resolve("out").toString());

    assertThat(run.exit()).isZero();
    assertThat(run.metrics().path("recall_at_1").asDouble()).isEqualTo(1.0);
    for (String metric :
        List.of("recall_at_3", "recall_at_10", "mrr_at_10", "index_s", "ms_p50", "ms_p99")) {
      assertThat(run.metrics().path(metric).isNumber()).as(metric).isTrue();
    }
  }

  @Test
  void allSuitesAreHeldAndComparedWithTheLastRun() throws Exception {
    Path suites = Files.createDirectory(place.resolve("suites"));
    Files.writeString(
        suites.resolve("small.yml"),
        """
        dialogues:
          - id: eta
            shopper: lin
            opens: [我的牛奶几点能送到]
            goal: delivery.eta
            outcome: {kind: resolved, effect: none, mentions: ["10:42"]}
          - id: person-of-a-guest
            shopper: guest
            at: "23:40"
            opens: [在吗, 转人工]
            goal: service.human
            outcome: {kind: ticket, group: general, effect: none, mentions: ["08:00"]}
          - id: wrongly-expected
            shopper: guest
            opens: [转人工]
            goal: service.human
            outcome: {kind: declined, never: ["<没有的>"]}
        """);
    Files.writeString(
        place.resolve("last-run.jsonl"),
        "{\"suite\": \"small\", \"id\": \"eta\", \"passed\": false}\n");

    Run run =
        run(
            "all",
            "--suites",
            suites.toString(),
            "--history",
            place.resolve("history.jsonl").toString(),
            "--out",
            place.resolve("out").toString());

    assertThat(run.exit()).as(run.err()).isZero();
    JsonNode metrics = run.metrics();
    assertThat(metrics.path("dialogues").asInt()).isEqualTo(3);
    assertThat(metrics.path("passed").asDouble()).isEqualTo(0.6667);
    assertThat(metrics.path("suites").path("small").path("missed_escalations").asInt()).isZero();
    assertThat(metrics.path("differences").path(0).path("gained").path(0).asString())
        .isEqualTo("eta");
    List<String> rows = Files.readAllLines(place.resolve("out/small.results.jsonl"));
    assertThat(rows).hasSize(3);
    JsonNode failed = JsonMapper.shared().readTree(rows.getLast());
    assertThat(failed.path("problems").path(0).asString())
        .isEqualTo("It ended as handoff and not as declined.");
    assertThat(Files.readString(place.resolve("out/report.html")))
        .contains("wrongly-expected", "&lt;没有的&gt;", "<td>eta</td>")
        .doesNotContain("${", "http://", "<没有的>");
    assertThat(Files.readAllLines(place.resolve("history.jsonl"))).hasSize(1);
    assertThat(Files.readAllLines(place.resolve("last-run.jsonl"))).hasSize(3);
  }

  @Test
  void aSuiteThatCannotBeUsedIsNamedWithItsLine() throws Exception {
    Path broken = Files.writeString(place.resolve("broken.yml"), "dialogues:\n  - id: a\n");

    Run run = run("dialogues", "--suite", broken.toString(), "--out", place.toString());

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err().lines()).singleElement().asString().contains("broken.yml line 2", "a");
  }

  @Test
  void anUnusableInputIsNamedWithItsLineAndExitsWith2() throws Exception {
    Path broken = file("{\"text\": \"在吗\", \"intent\": \"chat.greeting\"}\n{\"text\": \n");
    Path unknown = file("{\"text\": \"在吗\", \"intent\": \"chat.nonsense\"}\n");
    Path lacking = file("{\"intent\": \"chat.greeting\"}\n");
    Path latin = place.resolve("latin.jsonl");
    Files.write(latin, new byte[] {'{', (byte) 0xff, (byte) 0xfe, '}'});

    for (var expected :
        List.of(
            List.of(broken.toString(), "line 2"),
            List.of(unknown.toString(), "line 1: unknown intent"),
            List.of(lacking.toString(), "line 1"),
            List.of(latin.toString(), "not UTF-8"),
            List.of(file("").toString(), "line 1"),
            List.of(place.resolve("absent.jsonl").toString(), "no such file"))) {
      Run run =
          run("messages", "--test", expected.getFirst(), "--out", place.resolve("out").toString());
      assertThat(run.exit()).as(expected.toString()).isEqualTo(2);
      assertThat(run.err().lines().filter(l -> l.startsWith("xianda: ")).toList())
          .singleElement()
          .asString()
          .contains(expected);
    }
  }

  @Test
  void aGateThatIsNotMetExitsWith1() throws Exception {
    Path test = file("{\"text\": \"转人工\", \"intent\": \"service.human\"}\n");
    String out = place.resolve("out").toString();

    assertThat(
            run("messages", "--test", test.toString(), "--out", out, "--gate", "right>=0.5").exit())
        .isZero();
    Run failed = run("messages", "--test", test.toString(), "--out", out, "--gate", "wrong>=0.5");
    assertThat(failed.exit()).isEqualTo(1);
    assertThat(failed.err()).contains("gate wrong >= 0.5 not met");
    assertThat(run("messages", "--test", test.toString(), "--out", out, "--gate", "right").exit())
        .isEqualTo(2);
  }

  private Path file(String content) throws Exception {
    Path file = Files.createTempFile(place, "data", ".jsonl");
    Files.writeString(file, content);
    return file;
  }

  private static Run run(String... arguments) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    var outBytes = new ByteArrayOutputStream();
    var errBytes = new ByteArrayOutputStream();
    try {
      System.setOut(new PrintStream(outBytes, true, StandardCharsets.UTF_8));
      System.setErr(new PrintStream(errBytes, true, StandardCharsets.UTF_8));
      int exit = new CommandLine(new EvalCommand()).execute(arguments);
      return new Run(
          exit,
          outBytes.toString(StandardCharsets.UTF_8),
          errBytes.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }
}
