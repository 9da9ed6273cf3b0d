package io.xianda.wechatdouble;

import io.xianda.wechatdouble.Callbacks.Delivered;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What one person and one account say to each other: the chat on the phone, what is left of the
 * account's quota, and whatever the person does there. Doing something returns when WeChat is done
 * delivering it. Thread-safe.
 */
public final class Talk {

  /** Typing may be shown so long after the person's last message. */
  private static final Duration TYPING_AFTER = Duration.ofSeconds(30);

  /** It ends by itself. */
  private static final Duration TYPING_FOR = Duration.ofSeconds(15);

  private final Account account;
  private final String openId;
  private final Callbacks callbacks;
  private final Media media;
  private final Clock clock;
  private final LongSupplier numbers;
  private final List<Bubble> bubbles = new ArrayList<>();
  private final Quota quota = new Quota();
  private final Map<String, Integer> accepted = new HashMap<>();
  private @Nullable String unionId;
  private boolean risky;
  private boolean follows;
  private boolean atWechatsDesk;
  private Instant wroteAt = Instant.EPOCH;
  private Instant typingUntil = Instant.EPOCH;
  private long events;

  Talk(
      Account account,
      String openId,
      Callbacks callbacks,
      Media media,
      Clock clock,
      LongSupplier numbers) {
    this.account = account;
    this.openId = openId;
    this.callbacks = callbacks;
    this.media = media;
    this.clock = clock;
    this.numbers = numbers;
  }

  public Account account() {
    return account;
  }

  public String openId() {
    return openId;
  }

  // ---- what the person does

  /** Writes. */
  public Delivered says(String text) {
    wrote("text", text, Map.of());
    return message("text", Map.of("Content", text));
  }

  /** Sends a picture. */
  public Delivered shows(byte[] jpeg) {
    String id = media.keep(jpeg, "image/jpeg");
    wrote("image", "", Map.of("media", id));
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("PicUrl", "http://mmbiz.qpic.cn/" + id);
    fields.put("MediaId", id);
    return message("image", fields);
  }

  /** Sends a picture that WeChat has lost. */
  public Delivered showsWhatIsLost() {
    wrote("image", "", Map.of());
    return message("image", Map.of("PicUrl", "http://mmbiz.qpic.cn/lost", "MediaId", "lost"));
  }

  /** Speaks; the words are what WeChat makes of it, empty where it makes nothing. */
  public Delivered speaks(String words) {
    wrote("voice", words, Map.of());
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("MediaId", media.keep(new byte[] {1}, "audio/amr"));
    fields.put("Format", "amr");
    fields.put("Recognition", words);
    return message("voice", fields);
  }

  /** Sends a card of a mini-program. */
  public Delivered sendsCard(String title, String page) {
    wrote("card", title, Map.of("pagepath", page));
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("Title", title);
    fields.put("AppId", account.appId());
    fields.put("PagePath", page);
    fields.put("ThumbUrl", "http://mmbiz.qpic.cn/card");
    fields.put("ThumbMediaId", "card");
    return message("miniprogrampage", fields);
  }

  /** Comes into the customer service of a mini-program; {@code from} is what its button says. */
  public Delivered enters(String from) {
    synchronized (this) {
      quota.open(Quota.Cause.ENTERED, clock.instant());
    }
    return event("user_enter_tempsession", Map.of("SessionFrom", from));
  }

  /** Follows an official account. */
  public Delivered subscribes() {
    synchronized (this) {
      follows = true;
    }
    return touched("subscribe", "");
  }

  /** Scans the code of an official account. */
  public Delivered scans(String key) {
    return touched("SCAN", key);
  }

  /** Touches an item of an official account's menu. */
  public Delivered touches(String key) {
    return touched("CLICK", key);
  }

  private Delivered touched(String event, String key) {
    synchronized (this) {
      quota.open(Quota.Cause.TOUCHED, clock.instant());
    }
    return event(event, Map.of("EventKey", key));
  }

  /** Agrees to so many subscription messages of a template. */
  public synchronized void accepts(String template, int times) {
    accepted.merge(template, times, Integer::sum);
  }

  private synchronized void wrote(String kind, String text, Map<String, String> more) {
    Instant now = clock.instant();
    quota.open(Quota.Cause.WROTE, now);
    wroteAt = now;
    add(Bubble.By.SHOPPER, kind, text, more);
  }

  private Delivered message(String type, Map<String, Object> fields) {
    Map<String, Object> message = head(type);
    message.putAll(fields);
    message.put("MsgId", 23_000_000_000_000_000L + numbers.getAsLong());
    return delivered(callbacks.deliver(account, openId, message));
  }

  private Delivered event(String event, Map<String, Object> fields) {
    Map<String, Object> message = head("event");
    message.put("Event", event);
    message.putAll(fields);
    return delivered(callbacks.deliver(account, openId, message));
  }

  private synchronized Map<String, Object> head(String type) {
    Map<String, Object> head = new LinkedHashMap<>();
    head.put("ToUserName", account.originalId());
    head.put("FromUserName", openId);
    // Two of a kind within a second would be one to whoever tells events apart by their time.
    head.put("CreateTime", clock.instant().getEpochSecond() + events++ % 2);
    head.put("MsgType", type);
    return head;
  }

  private Delivered delivered(Delivered delivered) {
    if (delivered.isTransferred()) {
      synchronized (this) {
        if (!atWechatsDesk) {
          atWechatsDesk = true;
          add(Bubble.By.WECHAT, "note", "已转到微信客服", Map.of());
        }
      }
    }
    return delivered;
  }

  // ---- what the account does

  synchronized int take(String kind, String text, Map<String, String> more) {
    int code = quota.take(clock.instant());
    if (code == 0) {
      typingUntil = Instant.EPOCH;
      add(Bubble.By.ACCOUNT, kind, text, more);
    }
    return code;
  }

  synchronized int typing(String command) {
    Instant now = clock.instant();
    if (command.equals("CancelTyping")) {
      typingUntil = Instant.EPOCH;
      return 0;
    }
    if (!command.equals("Typing")) {
      return 45072;
    }
    if (!now.isBefore(wroteAt.plus(TYPING_AFTER))) {
      return 45080;
    }
    if (now.isBefore(typingUntil)) {
      return 45081;
    }
    typingUntil = now.plus(TYPING_FOR);
    return 0;
  }

  synchronized int subscription(String template, String text, String page) {
    int left = accepted.getOrDefault(template, 0);
    if (left == 0) {
      return 43101;
    }
    accepted.put(template, left - 1);
    add(Bubble.By.WECHAT, "subscription", text, Map.of("template", template, "page", page));
    return 0;
  }

  private void add(Bubble.By by, String kind, String text, Map<String, String> more) {
    bubbles.add(new Bubble(numbers.getAsLong(), clock.instant(), by, kind, text, more));
  }

  // ---- how it stands

  /** All of the chat. */
  public synchronized List<Bubble> bubbles() {
    return List.copyOf(bubbles);
  }

  /** What the account or WeChat itself has sent. */
  public synchronized List<Bubble> received() {
    return bubbles.stream().filter(each -> each.by() != Bubble.By.SHOPPER).toList();
  }

  /** How many messages the account may still send now. */
  public synchronized int left() {
    return quota.open(clock.instant()).stream().mapToInt(Quota.Left::messages).sum();
  }

  synchronized List<Quota.Left> windows() {
    return quota.open(clock.instant());
  }

  /** Whether the phone shows that the account is typing. */
  public synchronized boolean isTyping() {
    return clock.instant().isBefore(typingUntil);
  }

  synchronized int acceptedOf(String template) {
    return accepted.getOrDefault(template, 0);
  }

  /** The same person has this UnionID at all accounts of the shop. */
  public synchronized void isKnownAs(String union) {
    unionId = union;
  }

  synchronized @Nullable String unionId() {
    return unionId;
  }

  /** WeChat takes the person for a risk from now on (40226). */
  public synchronized void isRisky() {
    risky = true;
  }

  synchronized boolean risky() {
    return risky;
  }

  synchronized boolean follows() {
    return follows;
  }

  /** Whether WeChat's own desk has taken over. */
  public synchronized boolean isAtWechatsDesk() {
    return atWechatsDesk;
  }
}
