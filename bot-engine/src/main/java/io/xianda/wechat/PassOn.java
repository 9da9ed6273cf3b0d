package io.xianda.wechat;

import io.xianda.conversation.ConversationId;
import io.xianda.conversation.ConversationState;
import io.xianda.conversation.Conversations;
import io.xianda.desk.Desk;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Hands over to WeChat's own desk, where the merchant has chosen so. WeChat takes a message there
 * when its callback is answered with {@code transfer_customer_service}; hence whoever is to be
 * handed over is so with the next message. Our queue does not see the conversation, and the bot is
 * silent in it until the shopper has been so for a while: WeChat does not tell when its desk is
 * done. Thread-safe.
 */
@Component
class PassOn {

  /** WeChat ends a session of its desk by itself when nobody has written for so long. */
  private static final Duration QUIET = Duration.ofHours(1);

  private static final int AT_ONCE = 100;

  private final WechatSettings settings;
  private final WechatRows rows;
  private final Conversations conversations;
  private final Desk desk;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private final JsonMapper json = JsonMapper.shared();

  PassOn(
      WechatSettings settings,
      WechatRows rows,
      Conversations conversations,
      Desk desk,
      Clock clock) {
    this.settings = settings;
    this.rows = rows;
    this.conversations = conversations;
    this.desk = desk;
    this.clock = clock;
  }

  /** Whether handoffs of this app go to WeChat's desk. */
  boolean isChosen(AppName app) {
    return settings
        .app(app)
        .filter(each -> each.handoff() == WechatSettings.Desk.WECHAT)
        .isPresent();
  }

  /** Whether a conversation is with WeChat's desk, or on its way there. */
  boolean isAway(AppName app, ConversationId id) {
    return isChosen(app)
        && conversations
            .find(id)
            .filter(found ->
                found.state() == ConversationState.QUEUED
                    || found.state() == ConversationState.SERVED)
            .isPresent();
  }

  /** Takes a conversation out of our queue when it waits there. */
  void giveAway(ConversationId id) {
    if (rows.thread(id).filter(thread -> isChosen(thread.app())).isPresent()) {
      desk.giveAway(id);
    }
  }

  /** The bot speaks again where nobody has written for a while. */
  void getBack() {
    if (settings.apps().values().stream()
        .noneMatch(app -> app.handoff() == WechatSettings.Desk.WECHAT)) {
      return;
    }
    conversations
        .idle(ConversationState.SERVED, clock.instant().minus(QUIET), AT_ONCE)
        .forEach(id ->
            rows.thread(id)
                .filter(thread -> isChosen(thread.app()))
                .ifPresent(_ -> desk.getBack(id)));
  }

  /** The answer to a callback that takes its message to WeChat's desk, sealed where it came so. */
  String reply(AppName name, CallbackFields fields, boolean xml) {
    WechatSettings.App app = settings.app(name).orElseThrow();
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("ToUserName", String.valueOf(fields.get("FromUserName")));
    message.put("FromUserName", String.valueOf(fields.get("ToUserName")));
    message.put("CreateTime", clock.instant().getEpochSecond());
    message.put("MsgType", "transfer_customer_service");
    String plain = written(message, xml);
    if (!app.encrypts()) {
      return plain;
    }
    String sealed =
        new MessageKey(app.encodingAesKey())
            .seal(plain.getBytes(StandardCharsets.UTF_8), app.appId());
    String time = Long.toString(clock.instant().getEpochSecond());
    String nonce = Integer.toUnsignedString(random.nextInt());
    Map<String, Object> outside = new LinkedHashMap<>();
    outside.put("Encrypt", sealed);
    outside.put("MsgSignature", Signatures.of(app.token(), time, nonce, sealed));
    outside.put("TimeStamp", Long.valueOf(time));
    outside.put("Nonce", nonce);
    return written(outside, xml);
  }

  private String written(Map<String, Object> message, boolean xml) {
    return xml
        ? message.entrySet().stream()
            .map(each ->
                each.getValue() instanceof Number number
                    ? "<%1$s>%2$s</%1$s>".formatted(each.getKey(), number)
                    // What is repeated of a callback might end the section.
                    : "<%1$s><![CDATA[%2$s]]></%1$s>"
                        .formatted(each.getKey(), each.getValue().toString().replace("]]>", "")))
            .collect(Collectors.joining("", "<xml>", "</xml>"))
        : json.writeValueAsString(message);
  }
}
