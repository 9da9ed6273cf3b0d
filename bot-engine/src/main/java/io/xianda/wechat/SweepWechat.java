package io.xianda.wechat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Takes up what a crash, another node or an error has left: every few seconds, on every node, since
 * whatever is taken is marked under a lock first.
 */
@Component
class SweepWechat {

  private static final int AT_ONCE = 100;

  /** WeChat repeats within seconds, and nothing older than five minutes is believed. */
  private static final Duration REMEMBERED = Duration.ofDays(7);

  private final WechatSettings settings;
  private final WechatRows rows;
  private final WechatChannel channel;
  private final FetchPictures fetchPictures;
  private final PassOn passOn;
  private final Clock clock;

  SweepWechat(
      WechatSettings settings,
      WechatRows rows,
      WechatChannel channel,
      FetchPictures fetchPictures,
      PassOn passOn,
      Clock clock) {
    this.settings = settings;
    this.rows = rows;
    this.channel = channel;
    this.fetchPictures = fetchPictures;
    this.passOn = passOn;
    this.clock = clock;
  }

  @Scheduled(fixedDelayString = "PT2S")
  void sweep() {
    if (settings.apps().isEmpty()) {
      return;
    }
    channel.work(() -> {
      Instant now = clock.instant();
      rows.behind(now, AT_ONCE).forEach(id -> channel.work(() -> channel.serve(id)));
      rows.due(now, AT_ONCE).forEach(id -> channel.work(() -> channel.serve(id)));
    });
    channel.work(fetchPictures::fetch);
  }

  @Scheduled(fixedDelayString = "PT1M")
  void getBack() {
    if (!settings.apps().isEmpty()) {
      channel.work(passOn::getBack);
    }
  }

  @Scheduled(fixedDelayString = "PT1H")
  void forget() {
    if (!settings.apps().isEmpty()) {
      channel.work(() -> rows.forget(clock.instant().minus(REMEMBERED)));
    }
  }
}
