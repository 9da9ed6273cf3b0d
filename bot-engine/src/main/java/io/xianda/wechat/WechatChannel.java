package io.xianda.wechat;

import io.xianda.channel.PushChannel;
import io.xianda.channel.WorkBeside;
import io.xianda.conversation.Author;
import io.xianda.conversation.ConversationId;
import io.xianda.conversation.Message;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** Hears what is stored, and has it said in WeChat beside the way of the message. Thread-safe. */
@Component
class WechatChannel implements PushChannel, AutoCloseable {

  /** Conversations that are served at one time; the others are found by the sweep. */
  private static final int AT_ONCE = 200;

  private final WechatSettings settings;
  private final WechatRows rows;
  private final WechatApis apis;
  private final PlanReplies planReplies;
  private final SendOut sendOut;
  private final PassOn passOn;
  private final Clock clock;
  private final WorkBeside workBeside = new WorkBeside("WeChat", AT_ONCE);

  WechatChannel(
      WechatSettings settings,
      WechatRows rows,
      WechatApis apis,
      PlanReplies planReplies,
      SendOut sendOut,
      PassOn passOn,
      Clock clock) {
    this.settings = settings;
    this.rows = rows;
    this.apis = apis;
    this.planReplies = planReplies;
    this.sendOut = sendOut;
    this.passOn = passOn;
    this.clock = clock;
  }

  @Override
  public void stored(ConversationId conversation, Message message) {
    if (message.author() == Author.BOT || message.author() == Author.AGENT) {
      work(() -> serve(conversation));
    }
  }

  @Override
  public void typing(ConversationId conversation, boolean on) {
    if (on) {
      work(() ->
          rows.thread(conversation)
              .filter(WechatRows.Talk::here)
              .filter(thread -> thread.budget().messageUntil().isAfter(clock.instant()))
              // Whether it shows or not, nothing depends on it.
              .ifPresent(thread ->
                  apis.of(thread.app()).typing(thread.openId(), settings.typingPath(), true)));
    }
  }

  /** Takes what the record says to WeChat. */
  void serve(ConversationId conversation) {
    passOn.giveAway(conversation);
    planReplies.plan(conversation);
    sendOut.send(conversation);
  }

  /**
   * Does it elsewhere, unless too much is being done already.
   *
   * @return whether it is done
   */
  boolean work(Runnable what) {
    return !settings.apps().isEmpty() && workBeside.tryTo(what);
  }

  @Override
  public void close() {
    workBeside.close();
  }
}
