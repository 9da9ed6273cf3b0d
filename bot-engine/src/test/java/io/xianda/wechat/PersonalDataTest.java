package io.xianda.wechat;

import static io.xianda.channel.SharedService.part;
import static io.xianda.channel.SharedService.shopper;
import static io.xianda.channel.SharedService.xianda;
import static io.xianda.wechat.WechatApps.DOUBLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.xianda.channel.Shopper;
import io.xianda.conversation.ClientMessageId;
import io.xianda.conversation.ShopperId;
import io.xianda.desk.AgentId;
import io.xianda.shopper.BlockedShoppers;
import io.xianda.shopper.ShopperNotes;
import io.xianda.storage.Keys;
import io.xianda.storage.SealAgain;
import io.xianda.storage.StorageSettings;
import io.xianda.wechatdouble.Talk;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What shoppers say and who they are: readable in no table and no log, also when keys change. */
class PersonalDataTest {

  private static final Duration SOON = Duration.ofSeconds(40);
  private static final String PHONE = "13912345006";
  private static final String ADDRESS = "杭州市滨江区网商路699号4幢1203";
  private static final String WORDS = "我妈妈最爱吃这个";

  private final JdbcClient database = part(JdbcClient.class);
  private final String openId = "oPrivate" + UUID.randomUUID().toString().replace("-", "");
  private final Talk phone = DOUBLE.talk("shop", openId);

  @Test
  void standsNowhereReadableAfterAFullRunNorWithOtherKeys() {
    var log = new Log();
    Shopper qian = shopper("qian");
    try {
      qian.says("地址填错了，改成" + ADDRESS + "，电话" + PHONE).isOk();
      qian.says(WORDS + "，我要找人工").isOk();
      writesInWechat("我的电话是" + PHONE + "，" + WORDS);
      part(ShopperNotes.class)
          .add(
              new ShopperId("qian"),
              new AgentId("a-li"),
              new ClientMessageId(UUID.randomUUID().toString()),
              "打" + PHONE + "找她");
      var blocked = new ShopperId("blocked-" + UUID.randomUUID());
      part(BlockedShoppers.class).block(blocked, new AgentId("a-li"), "骂人，" + PHONE);
    } finally {
      log.end();
    }

    assertReadableNowhere("the database", dump());
    assertReadableNowhere("the log", log.lines.stream());
    // The search would find it, were it there.
    assertThat(dump()).anyMatch(row -> row.contains("qian"));

    Keys keys = part(Keys.class);
    keys.contentKeys().rotate();
    var again = new SealAgain(database, keys.contentKeys(), part(StorageSettings.class).photos());
    assertThat(again.left()).isPositive();
    // The service sees the new key within seconds, and may seal with the old one until then.
    await().atMost(SOON).until(() -> again.all().left() == 0);

    assertThat(qian.conversationWithoutGap()).anyMatch(said -> said.text().contains(PHONE));
    assertThat(part(ShopperNotes.class).of(new ShopperId("qian"), 5))
        .anyMatch(note -> note.text().contains(PHONE));
    writesInWechat("几点送到");
    assertReadableNowhere("the database", dump());
  }

  private void writesInWechat(String words) {
    int before = phone.received().size();
    DOUBLE.callbacks().goTo(xianda().address());
    Wechat.isAcknowledged(phone.says(words));
    await().atMost(SOON).until(() -> phone.received().size() > before);
  }

  private void assertReadableNowhere(String where, Stream<String> lines) {
    List<String> all = lines.toList();
    for (String secret : List.of(PHONE, ADDRESS, WORDS, openId)) {
      // Bytes are dumped as digits.
      String bytes = HexFormat.of().formatHex(secret.getBytes(StandardCharsets.UTF_8));
      assertThat(all)
          .as("%s in %s", secret, where)
          .noneMatch(line -> line.contains(secret) || line.contains(bytes));
    }
  }

  /** Every row of every table, as a backup has it. */
  private Stream<String> dump() {
    return database
        .sql(
            "select table_name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'")
        .query(String.class)
        .list()
        .stream()
        .flatMap(table ->
            database
                .sql("select t::text from \"" + table + "\" t")
                .query(String.class)
                .list()
                .stream());
  }

  /** Whatever is logged, at every level that is on. */
  private static final class Log extends AppenderBase<ILoggingEvent> {

    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

    Log() {
      setContext(root.getLoggerContext());
      start();
      root.addAppender(this);
    }

    @Override
    protected void append(ILoggingEvent event) {
      lines.add(event.getFormattedMessage());
      for (var thrown = event.getThrowableProxy(); thrown != null; thrown = thrown.getCause()) {
        lines.add(String.valueOf(thrown.getMessage()));
      }
    }

    void end() {
      root.detachAppender(this);
      stop();
    }
  }
}
