package io.xianda.wechat;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.xianda.conversation.ConversationId;
import io.xianda.wechat.WechatApi.Answer;
import io.xianda.wechat.WechatSettings.Purpose;
import io.xianda.wechat.WechatSettings.Subscription;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Subscription messages (订阅消息) that tell a shopper of what cannot be said, because WeChat's budget
 * is gone: an agent's reply, news of a ticket or of a refund. News are remembered for a moment,
 * until it turns out whether they were said; a crash in between loses the reminder and not the
 * news. Thread-safe.
 */
@Component
class Reminders {

  private static final Logger LOG = LoggerFactory.getLogger(Reminders.class);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy年M月d日 HH:mm").withZone(ZoneId.of("Asia/Shanghai"));

  private final WechatSettings settings;
  private final WechatApis apis;
  private final Clock clock;
  private final Cache<ConversationId, News> fresh =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(Duration.ofMinutes(5)).build();

  Reminders(WechatSettings settings, WechatApis apis, Clock clock) {
    this.settings = settings;
    this.apis = apis;
    this.clock = clock;
  }

  /**
   * What is to be told.
   *
   * @param ticket its number, or empty
   */
  record News(Purpose purpose, String words, String ticket) {}

  /** These stand in the record now, and may or may not be said. */
  void note(ConversationId conversation, News news) {
    fresh.put(conversation, news);
  }

  /** News that have neither been said nor reminded of, once. */
  Optional<News> take(ConversationId conversation) {
    return Optional.ofNullable(fresh.asMap().remove(conversation));
  }

  /** Reminds a shopper; whether WeChat has taken it. */
  boolean send(WechatRows.Talk thread, News news) {
    return settings
        .app(thread.app())
        .map(app -> app.subscriptions().get(news.purpose()))
        .filter(template -> send(thread, news, template))
        .isPresent();
  }

  private boolean send(WechatRows.Talk thread, News news, Subscription template) {
    Map<String, String> fields = new HashMap<>();
    template.fields().forEach((name, value) -> fields.put(name, filled(name, value, news)));
    Answer answer =
        apis.of(thread.app())
            .subscription(thread.openId(), template.template(), template.page(), fields);
    if (answer instanceof Answer.Refused(int code)) {
      switch (ErrorCode.of(code)) {
        case WRONG_TEMPLATE ->
            LOG.error(
                "app {}: its template for {} is not as WeChat has it: {}",
                thread.app(),
                news.purpose(),
                code);
        case NOT_SUBSCRIBED ->
            LOG.debug("app {}: a shopper wants no subscription messages", thread.app());
        case OUT_OF_WINDOW, OUT_OF_BUDGET, TYPING, UNAUTHORIZED, LATER, NEVER ->
            LOG.warn("app {}: a subscription message is refused with {}", thread.app(), code);
      }
    }
    return answer instanceof Answer.Done;
  }

  private String filled(String name, String value, News news) {
    String whole =
        value
            .replace("{words}", news.words())
            .replace("{ticket}", news.ticket().isEmpty() ? "-" : news.ticket())
            .replace("{time}", TIME.format(clock.instant()));
    return cut(whole.replaceAll("\\s+", " ").strip(), longest(name));
  }

  /** WeChat's bounds, by the kind of field that its name tells. */
  private static int longest(String name) {
    return switch (name.replaceAll("\\d+$", "")) {
      case "thing" -> 20;
      case "phrase" -> 5;
      default -> 32;
    };
  }

  private static String cut(String text, int longest) {
    int length = text.codePointCount(0, text.length());
    return length <= longest
        ? text
        : text.substring(0, text.offsetByCodePoints(0, longest - 1)) + "…";
  }
}
