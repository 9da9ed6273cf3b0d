package io.xianda.wechat;

import io.xianda.conversation.ClientMessageId;
import io.xianda.conversation.ConversationId;
import io.xianda.conversation.ConversationState;
import io.xianda.conversation.Conversations;
import io.xianda.desk.AgentId;
import io.xianda.desk.Desk;
import io.xianda.photo.PhotoName;
import io.xianda.photo.Photos;
import io.xianda.wechat.WechatApi.Answer;
import io.xianda.wechat.WechatRows.Out;
import io.xianda.wechat.WechatRows.State;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Says in WeChat what is to be said, one bubble after another in each conversation, as long as the
 * budget lasts. A bubble is marked before WeChat is asked: after a crash between asking and hearing
 * it is said again once its time is over, since WeChat knows no key by which it would notice. No
 * connection to the database is held while WeChat is asked. Thread-safe, for several nodes.
 */
@Component
class SendOut {

  private static final Logger LOG = LoggerFactory.getLogger(SendOut.class);
  private static final int MOST_TRIES = 6;

  /** Who tells agents what became of their words. */
  private static final AgentId WECHAT = new AgentId("wechat");

  /** The picture on a card is there no longer, or never was. */
  private static final int NO_SUCH_MEDIA = 40007;

  /** How long nobody else tries what was marked; longer than all calls together may take. */
  private static final Duration LEASE = Duration.ofMinutes(3);

  private final WechatSettings settings;
  private final WechatRows rows;
  private final WechatApis apis;
  private final Conversations conversations;
  private final Photos photos;
  private final Desk desk;
  private final Reminders reminders;
  private final TransactionTemplate inTransaction;
  private final Clock clock;

  SendOut(
      WechatSettings settings,
      WechatRows rows,
      WechatApis apis,
      Conversations conversations,
      Photos photos,
      Desk desk,
      Reminders reminders,
      PlatformTransactionManager transactions,
      Clock clock) {
    this.settings = settings;
    this.rows = rows;
    this.apis = apis;
    this.conversations = conversations;
    this.photos = photos;
    this.desk = desk;
    this.reminders = reminders;
    this.inTransaction = new TransactionTemplate(transactions);
    this.clock = clock;
  }

  /** What is to be done next. */
  private sealed interface Next {

    /** This is marked and to be said now. */
    record Say(WechatRows.Talk thread, Out out, Budget after) implements Next {}

    /** WeChat would not take this now. */
    record Hold(WechatRows.Talk thread, Out out) implements Next {}

    /** Nothing, for now. */
    record Nothing() implements Next {}
  }

  /** Says what may be said in a conversation. */
  void send(ConversationId id) {
    boolean more = true;
    while (more) {
      Next next =
          inTransaction.execute(_ -> rows.locked(id).map(this::next).orElseGet(Next.Nothing::new));
      more =
          switch (next) {
            case Next.Say(WechatRows.Talk thread, Out out, Budget after) ->
                said(thread, out, after);
            case Next.Hold(WechatRows.Talk thread, Out out) -> {
              held(thread, out, "reason.budget");
              yield false;
            }
            case Next.Nothing nothing -> false;
            case null -> false;
          };
    }
  }

  private Next next(WechatRows.Talk thread) {
    Instant now = clock.instant();
    Optional<Out> first = rows.open(thread.conversation()).stream().findFirst();
    // What is held, and what somebody else is about, keeps its place.
    if (first.isEmpty()
        || first.get().state() == State.HELD
        || first.get().nextAt().isAfter(now)
        || settings.app(thread.app()).isEmpty()) {
      return new Next.Nothing();
    }
    Out out = first.get();
    Optional<Budget> left = thread.budget().take(now, mayBeLast(thread, out));
    if (left.isEmpty()) {
      rows.move(out, State.HELD, out.tries(), now, "budget");
      return new Next.Hold(thread, out);
    }
    rows.budget(thread.conversation(), left.get());
    rows.move(out, State.SENDING, out.tries() + 1, now.plus(LEASE), null);
    return new Next.Say(thread, out, left.get());
  }

  /** The last is for people, and for telling that a person takes over. */
  private boolean mayBeLast(WechatRows.Talk thread, Out out) {
    return out.byAgent()
        || conversations
            .find(thread.conversation())
            .filter(conversation -> conversation.state() != ConversationState.BOT)
            .isPresent();
  }

  private boolean said(WechatRows.Talk thread, Out out, Budget after) {
    int tries = out.tries() + 1;
    Instant now = clock.instant();
    return switch (ask(thread, out)) {
      case Answer.Done done -> {
        rows.move(out, State.SENT, tries, now, null);
        if (!out.byAgent()) {
          reminders.take(thread.conversation());
        }
        yield true;
      }
      case Answer.None(boolean asked) -> {
        if (!asked) {
          giveBack(thread, after);
        }
        later(thread, out, tries, now);
        yield tries >= MOST_TRIES;
      }
      case Answer.Refused(int code) -> {
        giveBack(thread, after);
        yield refused(thread, out, tries, code, now);
      }
    };
  }

  /** WeChat did not take it, as is known: it counts for nothing. */
  private void giveBack(WechatRows.Talk before, Budget after) {
    inTransaction.executeWithoutResult(_ ->
        rows.locked(before.conversation())
            .ifPresent(now ->
                rows.budget(
                    before.conversation(), Unspent.back(now.budget(), before.budget(), after))));
  }

  private Answer ask(WechatRows.Talk thread, Out out) {
    WechatApi api = apis.of(thread.app());
    return switch (out.kind()) {
      case TEXT -> words(api, thread, out.body());
      case IMAGE ->
          photos
              .jpeg(new PhotoName(out.body()))
              .map(jpeg -> api.picture(thread.openId(), jpeg))
              .orElseGet(() -> new Answer.Refused(0));
    };
  }

  /** A text that is one link is a card, where the app has what a card needs. */
  private Answer words(WechatApi api, WechatRows.Talk thread, String text) {
    Optional<Rendered.Card> card = Rendered.card(text);
    WechatSettings.App app = settings.app(thread.app()).orElseThrow();
    if (card.isPresent() && !app.cardThumb().isEmpty()) {
      Answer answer = api.page(thread.openId(), card.get(), app.cardThumb());
      if (!(answer instanceof Answer.Refused(int code)) || code != NO_SUCH_MEDIA) {
        return answer;
      }
      LOG.error("app {}: its card-thumb is no picture that WeChat has", thread.app());
    } else if (card.isPresent()
        && !app.linkBase().isEmpty()
        && app.kind() == WechatSettings.Kind.MINI_PROGRAM) {
      return api.link(
          thread.openId(), card.get().title(), app.linkBase() + "/" + card.get().page());
    }
    return api.text(thread.openId(), text);
  }

  private boolean refused(WechatRows.Talk thread, Out out, int tries, int code, Instant now) {
    LOG.info("app {}: a message is refused with {}", thread.app(), code);
    return switch (ErrorCode.of(code)) {
      case OUT_OF_WINDOW -> {
        hold(thread, out, now, "reason.window");
        yield false;
      }
      case OUT_OF_BUDGET -> {
        hold(thread, out, now, "reason.budget");
        yield false;
      }
      case LATER -> {
        later(thread, out, tries, now);
        yield tries >= MOST_TRIES;
      }
      case UNAUTHORIZED -> {
        undelivered(thread, out, tries, now, Phrases.of("reason.unauthorized"));
        yield true;
      }
      case NEVER, TYPING, NOT_SUBSCRIBED, WRONG_TEMPLATE -> {
        undelivered(
            thread,
            out,
            tries,
            now,
            code == 0
                ? Phrases.of("reason.picture")
                : Phrases.of("reason.refused", Integer.toString(code)));
        yield true;
      }
    };
  }

  private void later(WechatRows.Talk thread, Out out, int tries, Instant now) {
    if (tries >= MOST_TRIES) {
      undelivered(thread, out, tries, now, Phrases.of("reason.unreachable"));
    } else {
      // 2, 4, 8, 16, 32 seconds.
      rows.move(out, State.WAITING, tries, now.plusSeconds(1L << tries), "later");
    }
  }

  /** WeChat counts otherwise than we: what it says is right. */
  private void hold(WechatRows.Talk thread, Out out, Instant now, String reason) {
    inTransaction.executeWithoutResult(_ -> {
      rows.locked(thread.conversation());
      rows.budget(thread.conversation(), Budget.NONE);
      rows.move(out, State.HELD, 0, now, reason);
    });
    held(thread, out, reason);
  }

  /** Agents are told at once; shoppers by a subscription message, where there is a template. */
  private void held(WechatRows.Talk thread, Out out, String reason) {
    if (out.byAgent()) {
      boolean told =
          reminders.send(
              thread,
              new Reminders.News(
                  WechatSettings.Purpose.AGENT_REPLY, Phrases.of("subscription.reply"), ""));
      tell(thread.conversation(), Phrases.of(told ? "held.told" : "held", Phrases.of(reason)));
    } else {
      reminders.take(thread.conversation()).ifPresent(news -> reminders.send(thread, news));
    }
  }

  private void undelivered(WechatRows.Talk thread, Out out, int tries, Instant now, String reason) {
    rows.move(out, State.UNDELIVERED, tries, now, reason);
    tell(thread.conversation(), Phrases.of("undelivered", reason));
  }

  /** Told to agents only: a shopper may look on in the page of the mini-program. */
  private void tell(ConversationId id, String words) {
    desk.note(id, WECHAT, new ClientMessageId(UUID.randomUUID().toString()), words);
  }
}
