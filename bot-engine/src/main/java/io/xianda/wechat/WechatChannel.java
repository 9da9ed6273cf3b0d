package io.xianda.wechat;

import io.xianda.channel.PushChannel;
import io.xianda.conversation.Author;
import io.xianda.conversation.ConversationId;
import io.xianda.conversation.Message;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Hears what is stored, and has it said in WeChat beside the way of the message. Thread-safe. */
@Component
class WechatChannel implements PushChannel, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(WechatChannel.class);

  /** Conversations that are served at one time; the others are found by the sweep. */
  private static final int AT_ONCE = 200;

  private final WechatSettings settings;
  private final WechatRows rows;
  private final WechatApis apis;
  private final PlanReplies planReplies;
  private final SendOut sendOut;
  private final PassOn passOn;
  private final Clock clock;
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore free = new Semaphore(AT_ONCE);

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
    if (settings.apps().isEmpty() || !free.tryAcquire()) {
      return false;
    }
    try {
      workers.execute(() -> {
        try {
          what.run();
        } catch (DataAccessException e) {
          LOG.error("the database did not answer: {}", e.getMessage());
        } catch (RuntimeException e) {
          LOG.error("something was not taken to WeChat", e);
        } finally {
          free.release();
        }
      });
      return true;
    } catch (java.util.concurrent.RejectedExecutionException e) {
      // At the end: the record keeps it.
      free.release();
      return false;
    }
  }

  @Override
  public void close() {
    workers.shutdownNow();
  }
}
