package io.xianda.wechat;

import io.xianda.channel.Numbered;
import io.xianda.channel.TakeIn;
import io.xianda.conversation.Channel;
import io.xianda.conversation.ClientMessageId;
import io.xianda.conversation.Conversation;
import io.xianda.conversation.ConversationId;
import io.xianda.conversation.Part;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes in what WeChat has sent; when it returns, all of it is stored. Nothing here calls WeChat. A
 * repeat finds the conversation of the first, where the message is known by the same id: it changes
 * nothing however late it comes, and makes good what a crash left half-way. Thread-safe.
 */
@Component
class TakeCallback {

  /** Client message ids of what came by WeChat begin so. */
  static final String HERE = "wx-";

  private static final Pattern MESSAGE_ID = Pattern.compile("[0-9]{1,20}");
  private static final Pattern ORDER =
      Pattern.compile("(?:^|[=:&?])([A-Z0-9][A-Z0-9-]{5,31})(?:$|&)");
  private static final int LONGEST = 10_000;

  private final WechatSettings settings;
  private final WechatRows rows;
  private final TakeIn takeIn;
  private final Recognise recognise;
  private final WechatChannel channel;
  private final HashOpenIds hashes;
  private final PassOn passOn;
  private final TransactionTemplate inTransaction;
  private final Clock clock;

  TakeCallback(
      WechatSettings settings,
      WechatRows rows,
      TakeIn takeIn,
      Recognise recognise,
      WechatChannel channel,
      HashOpenIds hashes,
      PassOn passOn,
      PlatformTransactionManager transactions,
      Clock clock) {
    this.settings = settings;
    this.rows = rows;
    this.takeIn = takeIn;
    this.recognise = recognise;
    this.channel = channel;
    this.hashes = hashes;
    this.passOn = passOn;
    this.inTransaction = new TransactionTemplate(transactions);
    this.clock = clock;
  }

  /** What came of it. */
  enum Taken {
    STORED,
    REPEATED,
    /** WeChat's, and nothing to be done about. */
    IGNORED,
    /** Stored, and for WeChat's own desk. */
    PASSED_ON,
    /** The same, and not for the first time. */
    PASSED_ON_AGAIN,
    /** Signed, and yet not what a callback is. */
    UNREADABLE
  }

  /** What a callback is to us. */
  private sealed interface Meaning {

    /** The shopper says something. */
    record Says(String text) implements Meaning {}

    /** The shopper shows a picture. */
    record Shows(String mediaId) implements Meaning {}

    /** The shopper has come, and is greeted. */
    record Comes(Budget.Occasion occasion, String greeting) implements Meaning {}

    /** The shopper touched something that says something. */
    record Touches(String text) implements Meaning {}

    /** Nothing that we know. */
    record Nothing() implements Meaning {}
  }

  Taken take(AppName app, CallbackFields fields) {
    Optional<OpenId> from = openId(fields.get("FromUserName"));
    String type = fields.get("MsgType");
    if (from.isEmpty() || type == null) {
      return Taken.UNREADABLE;
    }
    Meaning meaning = meaning(type.toLowerCase(Locale.ROOT), fields);
    if (meaning instanceof Meaning.Nothing) {
      return Taken.IGNORED;
    }
    String key = key(type, from.get(), fields);
    return key == null ? Taken.UNREADABLE : take(app, from.get(), key, meaning);
  }

  private static Optional<OpenId> openId(@Nullable String value) {
    try {
      return value == null ? Optional.empty() : Optional.of(new OpenId(value));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Messages have an id; events are told apart by who, when and what. */
  private @Nullable String key(String type, OpenId from, CallbackFields fields) {
    String id = fields.get("MsgId");
    if (!type.equalsIgnoreCase("event")) {
      return id != null && MESSAGE_ID.matcher(id).matches() ? "m" + id : null;
    }
    String at = fields.get("CreateTime");
    String event = fields.get("Event");
    return at == null || event == null
        ? null
        : "e" + hashes.of("event", from.value(), at, event).substring(0, 40);
  }

  private static Meaning meaning(String type, CallbackFields fields) {
    return switch (type) {
      case "text" -> says(fields.get("Content"));
      case "voice" -> {
        String heard = fields.get("Recognition");
        yield says(heard == null || heard.isBlank() ? Phrases.of("voice") : heard);
      }
      case "image" -> {
        String media = fields.get("MediaId");
        yield media == null || media.isEmpty() || media.length() > 512
            ? new Meaning.Says(Phrases.of("photo.lost"))
            : new Meaning.Shows(media);
      }
      case "miniprogrampage" ->
          says(Phrases.of("card", Objects.requireNonNullElse(fields.get("Title"), "")));
      case "event" -> event(fields);
      default -> new Meaning.Says(Phrases.of("other"));
    };
  }

  private static Meaning says(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return new Meaning.Nothing();
    }
    return new Meaning.Says(text.substring(0, Math.min(text.length(), LONGEST)));
  }

  private static Meaning event(CallbackFields fields) {
    String key = fields.get("EventKey");
    return switch (Objects.requireNonNullElse(fields.get("Event"), "").toLowerCase(Locale.ROOT)) {
      case "user_enter_tempsession" ->
          new Meaning.Comes(Budget.Occasion.ENTERED, greeting(fields.get("SessionFrom")));
      case "subscribe" ->
          new Meaning.Comes(Budget.Occasion.TOUCHED, Phrases.of("greeting.subscribe"));
      case "scan" -> new Meaning.Comes(Budget.Occasion.TOUCHED, greeting(key));
      case "click" ->
          key == null || key.isBlank() || key.length() > 128
              ? new Meaning.Nothing()
              : new Meaning.Touches(key);
      default -> new Meaning.Nothing();
    };
  }

  /** Where the shopper came from is what a page says, hence at most the number of an order. */
  private static String greeting(@Nullable String from) {
    Matcher order = ORDER.matcher(from == null || from.length() > 1000 ? "" : from);
    return order.find() ? Phrases.of("greeting.order", order.group(1)) : Phrases.of("greeting");
  }

  /**
   * Where something was put.
   *
   * @param first whether it has not come before
   * @param options what numbers mean there
   */
  private record Placed(ConversationId conversation, boolean first, List<String> options) {}

  /**
   * @param isStranger whether it is to be found out who it is
   */
  private record Stored(Placed at, boolean isStranger) {}

  private Taken take(AppName app, OpenId from, String key, Meaning meaning) {
    // One transaction: a crash leaves all of it or nothing, and to acknowledge it takes one commit.
    Stored stored =
        Objects.requireNonNull(
            inTransaction.execute(_ -> {
              Placed placed = placed(app, from, key, meaning);
              store(placed, new ClientMessageId(HERE + key), meaning);
              return new Stored(placed, recognise.isDue(app, from));
            }));
    Placed placed = stored.at();
    switch (meaning) {
      // A repeat too: a crash may have come before the answer.
      case Meaning.Says says -> answer(app, from, placed.conversation(), stored.isStranger());
      case Meaning.Touches touches -> answer(app, from, placed.conversation(), stored.isStranger());
      case Meaning.Comes comes -> {
        // Greeted already; and who it is is known before the first word, as a rule.
        if (placed.first() && stored.isStranger()) {
          channel.work(() -> recognise.by(app, from));
        }
      }
      case Meaning.Shows shows -> {
        // Fetched once this is acknowledged: it may take longer than WeChat waits.
      }
      case Meaning.Nothing nothing -> {}
    }
    if (isSpoken(meaning) && passOn.isAway(app, placed.conversation())) {
      return placed.first() ? Taken.PASSED_ON : Taken.PASSED_ON_AGAIN;
    }
    return placed.first() ? Taken.STORED : Taken.REPEATED;
  }

  private void store(Placed placed, ClientMessageId id, Meaning meaning) {
    if (!placed.first()) {
      return;
    }
    switch (meaning) {
      case Meaning.Says(String text) -> store(placed, id, text);
      case Meaning.Touches(String text) -> store(placed, id, text);
      case Meaning.Comes(var occasion, String greeting) ->
          takeIn.greet(placed.conversation(), greeting);
      case Meaning.Shows shows -> {
        // Only what it is called is known yet.
      }
      case Meaning.Nothing nothing -> {}
    }
  }

  private void store(Placed placed, ClientMessageId id, String text) {
    takeIn.store(
        placed.conversation(), id, List.of(new Part.Text(Numbered.meant(text, placed.options()))));
  }

  private static boolean isSpoken(Meaning meaning) {
    return meaning instanceof Meaning.Says || meaning instanceof Meaning.Shows;
  }

  private Placed placed(AppName app, OpenId from, String key, Meaning meaning) {
    Instant now = clock.instant();
    Conversation open = takeIn.conversation(rows.shopper(app, from, now), place(app));
    if (!rows.arrive(app, key, open.id(), now)) {
      return new Placed(rows.arrived(app, key), false, List.of());
    }
    rows.begin(open.id(), app, from);
    WechatRows.Talk thread = rows.locked(open.id()).orElseThrow();
    rows.budget(open.id(), thread.budget().after(occasion(meaning), now));
    if (occasion(meaning) == Budget.Occasion.MESSAGE) {
      rows.release(open.id(), now);
    }
    if (meaning instanceof Meaning.Shows(String mediaId)) {
      rows.toFetch(app, key, mediaId);
    }
    return new Placed(open.id(), true, thread.options());
  }

  private void answer(AppName app, OpenId from, ConversationId conversation, boolean isStranger) {
    // Whoever has orders is answered about them, hence it is found out first.
    boolean isAsked =
        isStranger
            && channel.work(() -> {
              try {
                recognise.by(app, from);
              } finally {
                takeIn.answer(conversation);
              }
            });
    if (!isAsked) {
      takeIn.answer(conversation);
    }
  }

  private static Budget.Occasion occasion(Meaning meaning) {
    return switch (meaning) {
      case Meaning.Says says -> Budget.Occasion.MESSAGE;
      case Meaning.Shows shows -> Budget.Occasion.MESSAGE;
      case Meaning.Touches touches -> Budget.Occasion.TOUCHED;
      case Meaning.Comes(Budget.Occasion occasion, String greeting) -> occasion;
      case Meaning.Nothing nothing -> Budget.Occasion.ENTERED;
    };
  }

  private Channel place(AppName app) {
    return switch (settings.app(app).orElseThrow().kind()) {
      case MINI_PROGRAM -> Channel.MINI_PROGRAM;
      case OFFICIAL_ACCOUNT -> Channel.OFFICIAL_ACCOUNT;
    };
  }
}
