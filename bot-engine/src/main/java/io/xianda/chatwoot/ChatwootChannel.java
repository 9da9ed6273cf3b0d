package io.xianda.chatwoot;

import io.xianda.channel.PushChannel;
import io.xianda.channel.WorkBeside;
import io.xianda.conversation.Author;
import io.xianda.conversation.ConversationId;
import io.xianda.conversation.Message;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Hears what is stored, and has it done in Chatwoot beside the way of the message; every few
 * seconds it takes up what a crash or another node has left. Thread-safe.
 */
@Component
class ChatwootChannel implements PushChannel, AutoCloseable {

  /** Conversations that are served at one time; the others are found by the sweep. */
  private static final int AT_ONCE = 200;

  private static final int SWEPT = 100;
  private static final Duration REMEMBERED = Duration.ofDays(30);

  private final ChatwootSettings settings;
  private final ChatwootRows rows;
  private final PlanWork planWork;
  private final DoWork doWork;
  private final Clock clock;
  private final WorkBeside workBeside = new WorkBeside("Chatwoot", AT_ONCE);

  ChatwootChannel(
      ChatwootSettings settings, ChatwootRows rows, PlanWork planWork, DoWork doWork, Clock clock) {
    this.settings = settings;
    this.rows = rows;
    this.planWork = planWork;
    this.doWork = doWork;
    this.clock = clock;
  }

  @Override
  public void stored(ConversationId conversation, Message message) {
    if (message.author() == Author.BOT) {
      work(() -> serve(conversation));
    }
  }

  @Override
  public void typing(ConversationId conversation, boolean on) {
    // An agent bot cannot show it.
  }

  /** Takes what the record says to Chatwoot. */
  void serve(ConversationId conversation) {
    planWork.plan(conversation);
    doWork.work(conversation);
  }

  @Scheduled(fixedDelayString = "PT2S")
  void sweep() {
    work(() -> {
      Instant now = clock.instant();
      rows.behind(now, SWEPT).forEach(id -> work(() -> serve(id)));
      rows.due(now, SWEPT).forEach(id -> work(() -> serve(id)));
    });
  }

  @Scheduled(fixedDelayString = "PT1H")
  void forget() {
    work(() -> rows.forget(clock.instant().minus(REMEMBERED)));
  }

  /** Does it elsewhere, unless too much is being done already. */
  void work(Runnable what) {
    if (settings.isOn()) {
      workBeside.tryTo(what);
    }
  }

  @Override
  public void close() {
    workBeside.close();
  }
}
