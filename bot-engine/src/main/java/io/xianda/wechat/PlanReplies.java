package io.xianda.wechat;

import io.xianda.channel.Numbered;
import io.xianda.channel.Numbered.Piece;
import io.xianda.conversation.Author;
import io.xianda.conversation.ConversationId;
import io.xianda.conversation.Conversations;
import io.xianda.conversation.Message;
import io.xianda.conversation.Part;
import io.xianda.wechat.WechatRows.Out;
import io.xianda.wechat.WechatRows.OutKind;
import io.xianda.wechat.WechatRows.State;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes what the record says after the last place taken, and makes of it what is to be said in
 * WeChat: in one transaction with the place, so that a crash neither loses nor doubles anything.
 * What was not said yet and what follows become one bubble. Thread-safe, for several nodes.
 */
@Component
class PlanReplies {

  /** Of a text in UTF-8; WeChat takes 2,048 bytes. */
  private static final int LONGEST = 2000;

  private static final int PAGE = 100;

  private final WechatSettings settings;
  private final WechatRows rows;
  private final Conversations conversations;
  private final PassOn passOn;
  private final TransactionTemplate inTransaction;
  private final Clock clock;

  PlanReplies(
      WechatSettings settings,
      WechatRows rows,
      Conversations conversations,
      PassOn passOn,
      PlatformTransactionManager transactions,
      Clock clock) {
    this.settings = settings;
    this.rows = rows;
    this.conversations = conversations;
    this.passOn = passOn;
    this.inTransaction = new TransactionTemplate(transactions);
    this.clock = clock;
  }

  void plan(ConversationId id) {
    inTransaction.executeWithoutResult(_ -> rows.locked(id).ifPresent(this::plan));
  }

  private void plan(WechatRows.Talk thread) {
    List<Message> said = conversations.after(thread.conversation(), thread.taken(), PAGE);
    if (said.isEmpty()) {
      return;
    }
    boolean here = thread.here();
    boolean byAgent = false;
    List<Part> parts = new ArrayList<>();
    List<String> options = thread.options();
    for (Message message : said) {
      switch (message.author()) {
        case SHOPPER -> {
          // Whoever wrote last in the page of the mini-program reads there.
          here =
              message.clientId() != null
                  && message.clientId().value().startsWith(TakeCallback.HERE);
          options = List.of();
        }
        case BOT, AGENT -> {
          if (here) {
            parts.addAll(message.parts());
            byAgent |= message.author() == Author.AGENT;
          }
        }
        case SYSTEM -> {
          // What stands between the speakers is worth no bubble.
        }
      }
    }
    if (!parts.isEmpty() && passOn.isAway(thread.app(), thread.conversation())) {
      parts.add(new Part.Text(Phrases.of("pass-on")));
    }
    if (!parts.isEmpty()) {
      Numbered rendered = Numbered.of(parts, new Rendered(pagesOf(thread.app())));
      options = rendered.options().isEmpty() ? options : rendered.options();
      for (Piece piece : rendered.pieces()) {
        add(thread.conversation(), piece, byAgent);
      }
    }
    rows.taken(thread.conversation(), said.getLast().seq(), here, options);
  }

  private String pagesOf(AppName name) {
    return settings
        .app(name)
        .map(app -> app.pagesOf().isEmpty() ? app.appId() : app.pagesOf())
        .orElse("");
  }

  private void add(ConversationId id, Piece piece, boolean byAgent) {
    switch (piece) {
      case Piece.Picture(String name) ->
          rows.add(id, OutKind.IMAGE, byAgent, name, clock.instant());
      case Piece.Words(String text) -> {
        Optional<Out> unsaid =
            rows.open(id).reversed().stream()
                .limit(1)
                .filter(out -> out.kind() == OutKind.TEXT && out.tries() == 0)
                .filter(out -> out.state() == State.WAITING || out.state() == State.HELD)
                .filter(out -> bytes(out.body() + "\n" + text) <= LONGEST)
                .findFirst();
        if (unsaid.isPresent()) {
          Out out = unsaid.get();
          rows.reword(out, out.body() + "\n" + text, byAgent || out.byAgent());
        } else {
          inPieces(text)
              .forEach(some -> rows.add(id, OutKind.TEXT, byAgent, some, clock.instant()));
        }
      }
    }
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /** What WeChat takes at once, cut between characters. */
  static List<String> inPieces(String text) {
    List<String> pieces = new ArrayList<>();
    StringBuilder piece = new StringBuilder();
    int length = 0;
    for (int c : text.codePoints().toArray()) {
      int more = bytes(Character.toString(c));
      if (length + more > LONGEST) {
        pieces.add(piece.toString());
        piece.setLength(0);
        length = 0;
      }
      piece.appendCodePoint(c);
      length += more;
    }
    pieces.add(piece.toString());
    return pieces;
  }
}
