package io.xianda.wechat;

import io.xianda.conversation.ShopperId;
import io.xianda.order.WechatName;
import io.xianda.person.Persons;
import io.xianda.person.UnionId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Finds out who an OpenID is: the same as another by UnionID, or a shopper of the merchant's. Calls
 * WeChat and the merchant's system, hence never before a callback is acknowledged. Thread-safe.
 */
@Component
class Recognise {

  /** Whoever was nobody may have registered since. */
  private static final Duration ASKED_AGAIN = Duration.ofHours(6);

  private final WechatSettings settings;
  private final WechatApis apis;
  private final WechatRows rows;
  private final Persons persons;
  private final Clock clock;

  Recognise(
      WechatSettings settings, WechatApis apis, WechatRows rows, Persons persons, Clock clock) {
    this.settings = settings;
    this.apis = apis;
    this.rows = rows;
    this.persons = persons;
    this.clock = clock;
  }

  /** Whether it is time to ask who this is. */
  boolean isDue(AppName app, OpenId openId) {
    return rows.askedAt(app, openId)
        .map(at -> at.isBefore(clock.instant().minus(ASKED_AGAIN)))
        .orElse(true);
  }

  /** Asks about somebody who wrote. */
  ShopperId by(AppName name, OpenId openId) {
    WechatSettings.App app = settings.app(name).orElseThrow();
    return by(
        name,
        openId,
        switch (app.kind()) {
          // WeChat tells it when somebody logs in, and at no other time.
          case MINI_PROGRAM -> Optional.empty();
          case OFFICIAL_ACCOUNT -> apis.of(name).union(openId);
        });
  }

  /**
   * Somebody with an OpenID, and with the UnionID that WeChat tells beside it.
   *
   * @return who that is now
   */
  ShopperId by(AppName name, OpenId openId, Optional<UnionId> union) {
    Instant now = clock.instant();
    ShopperId shopper = rows.shopper(name, openId, now);
    ShopperId known =
        union.map(id -> persons.has(shopper, id)).orElseGet(() -> persons.now(shopper));
    String appId = settings.app(name).orElseThrow().appId();
    ShopperId recognised =
        persons.recognise(
            known, new WechatName(appId, openId.value(), union.map(UnionId::value).orElse(null)));
    rows.asked(name, openId, now);
    return recognised;
  }
}
