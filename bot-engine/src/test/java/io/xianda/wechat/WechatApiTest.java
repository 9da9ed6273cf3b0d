package io.xianda.wechat;

import static io.xianda.wechat.WechatApps.ACCOUNTS;
import static io.xianda.wechat.WechatApps.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.xianda.order.MovableClock;
import io.xianda.wechat.WechatApi.Answer;
import io.xianda.wechatdouble.DoubleServer;
import io.xianda.wechatdouble.Fault;
import io.xianda.wechatdouble.WechatDouble;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a call costs when WeChat is slow, away or counts. */
class WechatApiTest {

  private static final String SEND = "/cgi-bin/message/custom/send";

  private final MovableClock clock = new MovableClock(Instant.parse("2026-11-23T10:00:00Z"));
  private final WechatDouble wechat = new WechatDouble(clock, ACCOUNTS);
  private final DoubleServer server = new DoubleServer(wechat, 0);
  private final WechatApi api =
      new WechatApi(SHOP, server.address(), Duration.ofMillis(400), clock);
  private final OpenId lin = new OpenId("oLin");

  WechatApiTest() {
    // Nobody listens; that the shopper has written is enough.
    wechat.callbacks().goTo(server.address());
    wechat.talk("shop", lin.value()).says("你好");
  }

  @AfterEach
  void ends() {
    api.close();
    server.close();
  }

  @Test
  void whoeverDoesNotAnswerIsLeftAloneForAWhileAndIsKnownNotToHaveBeenAsked() {
    assertThat(api.text(lin, "一")).isInstanceOf(Answer.Done.class);
    wechat.faults().plan(SEND, null, new Fault.Silence(), 100);
    for (int i = 0; i < 10; i++) {
      api.text(lin, "二");
    }
    long start = System.nanoTime();
    assertThat(api.text(lin, "三")).isEqualTo(new Answer.None(false));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(200));
  }

  @Test
  void aTimeoutMayHaveGoneAndAClosedPortHasNot() {
    assertThat(api.text(lin, "一")).isInstanceOf(Answer.Done.class);
    wechat.faults().plan(SEND, null, new Fault.Silence(), 1);
    assertThat(api.text(lin, "二")).isEqualTo(new Answer.None(true));
    server.close();
    assertThat(api.text(lin, "三")).isEqualTo(new Answer.None(false));
  }

  @Test
  void moreThanFiftyCallsInASecondAreNotMade() throws Exception {
    try (ExecutorService at = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Answer> answers =
          at
              .invokeAll(
                  IntStream.range(0, 120)
                      .mapToObj(
                          i -> (java.util.concurrent.Callable<Answer>) () -> api.text(lin, "文字"))
                      .toList())
              .stream()
              .map(each -> each.resultNow())
              .toList();
      assertThat(answers).contains(new Answer.None(false));
    }
  }

  @Test
  void oneTokenIsAskedForByManyAndRenewedBeforeItsEnd() throws Exception {
    try (ExecutorService at = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 20; i++) {
        at.execute(() -> api.text(lin, "文字"));
      }
    }
    assertThat(wechat.tokensGiven()).isEqualTo(1);
    clock.passes(Duration.ofMinutes(119));
    api.text(lin, "文字");
    assertThat(wechat.tokensGiven()).isEqualTo(2);
  }
}
