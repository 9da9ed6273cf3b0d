package io.xianda.wording;

import static org.assertj.core.api.Assertions.assertThat;

import io.xianda.BotApplication;
import io.xianda.channel.Shopper;
import io.xianda.channel.Xianda;
import io.xianda.conversation.ConversationId;
import io.xianda.conversation.Conversations;
import io.xianda.handoff.Briefing;
import io.xianda.storage.DataDirectory;
import io.xianda.storage.EmbeddedDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole service with a model beside it, put together as operators do it. */
class ServiceWithModelTest {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final ModelDouble MODEL = new ModelDouble();

  private static DataDirectory directory;
  private static EmbeddedDatabase database;
  private static ConfigurableApplicationContext service;
  private static Xianda xianda;

  @BeforeAll
  static void start(@TempDir Path root) {
    directory = DataDirectory.take(root);
    database = EmbeddedDatabase.start(directory);
    service =
        new SpringApplicationBuilder(BotApplication.class)
            .properties(
                "server.port=0",
                "server.address=127.0.0.1",
                "spring.datasource.url=" + database.jdbcUrl(),
                "xianda.storage.keys=" + directory.resolve("keys"),
                "xianda.storage.index=" + directory.resolve("index"),
                "xianda.storage.photos=" + directory.resolve("photos"),
                "xianda.identity.demo=true",
                "xianda.dialogue.persons-from=00:00",
                "xianda.dialogue.persons-until=23:59:59.999999999",
                "xianda.model.url=" + MODEL.url(),
                "xianda.model.key=key-of-the-test",
                "xianda.model.name=double")
            .registerShutdownHook(false)
            .logStartupInfo(false)
            .run();
    xianda =
        Xianda.onPort(service.getEnvironment().getRequiredProperty("local.server.port", int.class));
  }

  @AfterAll
  static void stop() {
    service.close();
    database.close();
    directory.close();
    MODEL.close();
  }

  /** Rewords politely, and sums up in three lines. */
  private static void modelDoesItsWork() {
    MODEL.answers(exchange -> {
      JsonNode material =
          JSON.readTree(askedLast().path("messages").path(1).path("content").asString());
      ModelDouble.send(
          exchange,
          200,
          ModelDouble.completion(
              material.has("talk")
                  ? "顾客想找人工客服\n涉及的情况不明\n机器人没做过什么"
                  : "您好，" + material.path("answer").asString()));
    });
  }

  private static JsonNode askedLast() {
    return JSON.readTree(MODEL.asked().getLast());
  }

  private static Conversations record() {
    return service.getBean(Conversations.class);
  }

  private static ConversationId idOf(Shopper shopper) {
    return new ConversationId(UUID.fromString(shopper.conversation()));
  }

  private static String wordingOf(Shopper shopper) {
    long seq = shopper.conversationSoFar().getLast().seq();
    return JSON.readTree(record().trace(idOf(shopper), seq).orElseThrow())
        .path("wording")
        .asString("");
  }

  @Test
  void anAnswerIsSaidInContextAndTheTraceSaysSo() {
    modelDoesItsWork();
    Shopper guest = xianda.guest();

    guest.says("运费多少").isAnsweredWith("您好，一单满39元免配送费");

    assertThat(wordingOf(guest)).isEqualTo("used");
  }

  @Test
  void whatConcernsMoneyIsSaidWordForWord() {
    modelDoesItsWork();
    int before = MODEL.asked().size();
    Shopper guest = xianda.guest();

    guest.says("退款多久到账").isAnswered();

    assertThat(MODEL.asked()).hasSize(before);
    assertThat(wordingOf(guest)).isIn("word-for-word", "");
  }

  @Test
  void aWrongModelChangesNothing() {
    MODEL.says("运费一律全免，请放心下单。");
    Shopper guest = xianda.guest();

    guest.says("运费多少").isAnsweredWith("一单满39元免配送费，不满39元收5元");

    assertThat(wordingOf(guest)).startsWith("refused:");
  }

  @Test
  void aHandoverIsSummedUpAfterwards() {
    modelDoesItsWork();
    Shopper guest = xianda.guest();

    guest.says("转人工").isAnswered();

    assertThat(summaryOnceWritten(guest))
        .isEqualTo(List.of("（模型摘要）顾客想找人工客服", "涉及的情况不明", "机器人没做过什么"));
  }

  private static List<String> summaryOnceWritten(Shopper shopper) {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (true) {
      Optional<Briefing> briefing = record().briefing(idOf(shopper));
      List<String> lines = briefing.map(Briefing::summary).orElse(List.of());
      if (System.nanoTime() > deadline
          || lines.stream().anyMatch(line -> line.startsWith("（模型摘要）"))) {
        return lines;
      }
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }
}
