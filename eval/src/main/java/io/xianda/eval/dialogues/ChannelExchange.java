package io.xianda.eval.dialogues;

import io.xianda.conversation.Channel;
import io.xianda.conversation.ClientMessageId;
import io.xianda.conversation.ConversationId;
import io.xianda.conversation.Message;
import io.xianda.conversation.Part;
import io.xianda.conversation.ShopperId;
import io.xianda.dialogue.AnswerMessage;
import io.xianda.dialogue.Dialogue;
import io.xianda.flow.Asks;
import io.xianda.order.DemoShop;
import io.xianda.storage.DataDirectory;
import io.xianda.storage.EmbeddedDatabase;
import io.xianda.storage.Keys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Function;
import org.springframework.util.FileSystemUtils;

/**
 * Lines that go the way of every channel: messages are stored and answered by {@link AnswerMessage}
 * over a PostgreSQL that runs as long as this. Each line has the shop, the clock and the database
 * to itself. Thread-safe.
 */
public final class ChannelExchange implements ShopLine.Exchange {

  private final Function<DemoShop, Dialogue> bot;
  private final Path directory;
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final BlockingQueue<Lane> free;

  /**
   * Starts the database.
   *
   * @param bot the same bot in whatever shop
   * @param lanes how many lines may be open at a time
   */
  public ChannelExchange(Function<DemoShop, Dialogue> bot, int lanes) {
    this.bot = bot;
    this.free = new ArrayBlockingQueue<>(lanes);
    this.directory = temporaryDirectory();
    try {
      DataDirectory data = closing(DataDirectory.take(directory));
      EmbeddedDatabase database = closing(EmbeddedDatabase.start(data));
      var vault = new Keys(data.resolve("keys")).vault();
      for (int i = 0; i < lanes; i++) {
        var clock = new SlowClock();
        free.add(
            new Lane(
                closing(new ConversationRecord(database.jdbcUrl(), "lane" + i, vault, clock)),
                clock));
      }
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** What one line after the other uses. */
  private record Lane(ConversationRecord record, SlowClock clock) {}

  private <C extends AutoCloseable> C closing(C opened) {
    open.push(opened);
    return opened;
  }

  private static Path temporaryDirectory() {
    try {
      return Files.createTempDirectory("xianda-dialogues");
    } catch (IOException e) {
      throw new UncheckedIOException("no temporary directory for the database", e);
    }
  }

  @Override
  public ShopLine open(DialogueCase dialogue) {
    try {
      return new Line(free.take(), dialogue);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a line", e);
    }
  }

  @Override
  public void close() {
    try {
      while (!open.isEmpty()) {
        open.pop().close();
      }
      FileSystemUtils.deleteRecursively(directory);
    } catch (Exception e) {
      throw new IllegalStateException("the database for dialogues cannot be removed", e);
    }
  }

  private final class Line implements ShopLine {

    private final Lane lane;
    private final DemoShop shop;
    private final AnswerMessage channel;
    private final ConversationId conversation;
    private final List<Happened> happened = new ArrayList<>();
    private int sent;

    Line(Lane lane, DialogueCase dialogue) {
      this.lane = lane;
      lane.clock().startsAt(dialogue.at());
      shop = DemoShop.shipped(lane.clock());
      channel =
          AnswerMessage.measured(
              lane.record().conversations(),
              bot.apply(shop),
              (id, seq, outcome, at) -> happened.addAll(Happened.in(outcome)),
              lane.clock());
      conversation =
          lane.record()
              .conversations()
              .open(dialogue.shopper().orElseGet(ShopperId::guest), Channel.WEB)
              .id();
    }

    @Override
    public Heard say(List<Part> parts) {
      happened.clear();
      Message last = null;
      for (Part part : parts) {
        last =
            channel
                .receive(conversation, new ClientMessageId("m" + sent++), List.of(part), true)
                .message();
      }
      if (last == null) {
        throw new IllegalArgumentException("a turn says something");
      }
      channel.answer(conversation);
      Message reply =
          channel
              .replyTo(conversation, last)
              .orElseThrow(() -> new IllegalStateException("the bot left a turn unanswered"));
      lane.clock().passes();
      return new Heard(
          reply.parts(),
          Optional.ofNullable(reply.asks())
              .map(word -> Asks.valueOf(word.toUpperCase(Locale.ROOT))),
          happened);
    }

    @Override
    public void signInAs(ShopperId shopper) {
      lane.record().give(conversation, shopper);
    }

    @Override
    public List<Change> changes() {
      return shop.effects().stream().map(Change::of).toList();
    }

    @Override
    public void close() {
      lane.record().close(conversation);
      free.add(lane);
    }
  }
}
