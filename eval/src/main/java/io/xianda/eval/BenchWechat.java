package io.xianda.eval;

import io.xianda.BotApplication;
import io.xianda.storage.DataDirectory;
import io.xianda.storage.EmbeddedDatabase;
import io.xianda.wechatdouble.Account;
import io.xianda.wechatdouble.Callbacks.Delivered;
import io.xianda.wechatdouble.DoubleServer;
import io.xianda.wechatdouble.Fault;
import io.xianda.wechatdouble.WechatDouble;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import me.tongfei.progressbar.ProgressBar;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code bin/xianda bench wechat}: how long WeChat waits for an acknowledgement while its own API
 * is slow. The whole service runs in this process, with its database and the double of WeChat
 * beside it; a time counts from the moment at which a callback was due, not from that at which
 * there was time to send it.
 */
@Command(
    name = "wechat",
    mixinStandardHelpOptions = true,
    description =
        "Encrypted callbacks at a steady rate, each answered by the bot, with a slow API.")
final class BenchWechat extends Measurement {

  private static final List<String> SAID = List.of("运费多少", "会员卡多少钱", "你好", "几点能送到", "怎么开发票");

  /** A service that has just been started is busy with compiling itself. */
  private static final int WARM_UP_S = 60;

  @Option(names = "--rate", defaultValue = "200", description = "A second (default: 200).")
  private int rate = 200;

  @Option(names = "--seconds", defaultValue = "30", description = "Default: ${DEFAULT-VALUE}.")
  private int seconds = 30;

  @Option(
      names = "--api-ms",
      defaultValue = "2000",
      description = "What each call of WeChat's API takes (default: ${DEFAULT-VALUE}).")
  private int apiMs = 2_000;

  private final AtomicInteger shoppers = new AtomicInteger();

  @Override
  Map<String, Object> measure() throws IOException {
    Path directory = Files.createTempDirectory("xianda-bench");
    var account =
        new Account(
            "bench",
            "bench",
            Account.Kind.MINI_PROGRAM,
            "gh_bench",
            "wxbench",
            "secret-of-the-bench",
            "TokenOfTheBench",
            "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG",
            Account.Format.JSON,
            Map.of());
    var wechat = new WechatDouble(Clock.systemUTC(), List.of(account));
    try (var server = new DoubleServer(wechat, 0);
        DataDirectory data = DataDirectory.take(directory);
        EmbeddedDatabase database = EmbeddedDatabase.start(data);
        ConfigurableApplicationContext service = start(account, data, database, server.address())) {
      wechat.faults().plan("", null, new Fault.Delay(Duration.ofMillis(apiMs)), Integer.MAX_VALUE);
      wechat
          .callbacks()
          .goTo(
              URI.create(
                  "http://127.0.0.1:"
                      + service.getEnvironment().getRequiredProperty("local.server.port")));
      at(wechat, rate / 2, WARM_UP_S);
      return metrics(at(wechat, rate, seconds));
    } finally {
      FileSystemUtils.deleteRecursively(directory);
    }
  }

  private static ConfigurableApplicationContext start(
      Account account, DataDirectory data, EmbeddedDatabase database, URI api) {
    String app = "xianda.wechat.apps.bench.";
    return new SpringApplicationBuilder(BotApplication.class)
        .properties(
            "server.port=0",
            "server.address=127.0.0.1",
            "spring.datasource.url=" + database.jdbcUrl(),
            "xianda.storage.keys=" + data.resolve("keys"),
            "xianda.storage.index=" + data.resolve("index"),
            "xianda.storage.photos=" + data.resolve("photos"),
            "xianda.wechat.api=" + api,
            app + "kind=mini-program",
            app + "app-id=" + account.appId(),
            app + "token=" + account.token(),
            app + "encoding-aes-key=" + account.encodingAesKey(),
            app + "secret=" + account.secret())
        .registerShutdownHook(false)
        .logStartupInfo(false)
        .run();
  }

  private record Acknowledged(double ms, Delivered delivered) {}

  /** Each callback is a new shopper's: nobody writes twice within half a minute. */
  private Collection<Acknowledged> at(WechatDouble wechat, int perSecond, int forSeconds) {
    var all = new ConcurrentLinkedQueue<Acknowledged>();
    int count = perSecond * forSeconds;
    try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();
        ProgressBar bar = progress("callbacks", count)) {
      long start = System.nanoTime();
      for (int i = 0; i < count; i++) {
        long due = start + i * 1_000_000_000L / perSecond;
        LockSupport.parkNanos(due - System.nanoTime());
        String said = SAID.get(i % SAID.size());
        senders.execute(() -> {
          Delivered delivered =
              wechat.talk("bench", "oBench" + shoppers.incrementAndGet()).says(said);
          all.add(new Acknowledged((System.nanoTime() - due) / 1e6, delivered));
        });
        bar.step();
      }
    }
    return all;
  }

  private Map<String, Object> metrics(Collection<Acknowledged> all) {
    double[] ms = all.stream().mapToDouble(Acknowledged::ms).toArray();
    Map<String, Object> metrics = metrics();
    metrics.put("rate", rate);
    metrics.put("seconds", seconds);
    metrics.put("api_ms", apiMs);
    metrics.put("callbacks", ms.length);
    metrics.put(
        "not_at_once",
        all.stream()
            .filter(each -> !each.delivered().acknowledged() || each.delivered().tries() > 1)
            .count());
    metrics.put("ack_ms_p50", rounded(quantile(ms, 0.5)));
    metrics.put("ack_ms_p99", rounded(quantile(ms, 0.99)));
    metrics.put("ack_ms_max", rounded(quantile(ms, 1)));
    return metrics;
  }
}
