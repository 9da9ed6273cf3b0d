package io.xianda.desk;

import io.xianda.PeopleDatabase;
import io.xianda.SettableClock;
import io.xianda.conversation.BotTurn;
import io.xianda.conversation.Channel;
import io.xianda.conversation.ClientMessageId;
import io.xianda.conversation.Conversation;
import io.xianda.conversation.ConversationId;
import io.xianda.conversation.ConversationOutcome;
import io.xianda.conversation.ConversationState;
import io.xianda.conversation.Conversations;
import io.xianda.conversation.Part;
import io.xianda.conversation.ShopperId;
import io.xianda.handoff.Handoff;
import io.xianda.handoff.Priority;
import io.xianda.handoff.SkillGroup;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A service of the scripted day: does what a line of text says at the time that it says, in this
 * process or, by {@link #main}, in one of its own that can be killed.
 */
final class DayInstance implements AutoCloseable {

  private final SettableClock clock;
  private final PeopleDatabase.Service service;
  private final Desk desk;
  private final Agents agents;
  private final Watch watch;
  private final Conversations conversations;

  DayInstance(String url) {
    clock = new SettableClock(Instant.EPOCH);
    service = new PeopleDatabase.Service(PeopleDatabase.pool(url), clock, DeskSettings.defaults());
    desk = service.the(Desk.class);
    agents = service.the(Agents.class);
    watch = service.the(Watch.class);
    conversations = service.the(Conversations.class);
  }

  /** Reads lines and answers each, until the input ends: with its parent, it dies. */
  public static void main(String[] arguments) throws IOException {
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    try (var instance = new DayInstance(arguments[0]);
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      out.println("ready");
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        out.println(instance.act(line));
      }
    }
  }

  /**
   * Does it.
   *
   * @param line time in milliseconds, verb, and what the verb needs, with spaces in between
   * @return {@code ok}, or why the desk refused
   */
  String act(String line) {
    String[] words = line.split(" ");
    clock.set(Instant.ofEpochMilli(Long.parseLong(words[0])));
    try {
      act(words);
      return "ok";
    } catch (DeskRefusedException e) {
      return e.refusal().name();
    }
  }

  private void act(String[] words) {
    switch (words[1]) {
      case "look" -> watch.look();
      case "seen" ->
          agents.seen(Stream.of(words).skip(2).map(AgentId::new).collect(Collectors.toSet()));
      case "presence" -> agents.become(new AgentId(words[2]), Presence.valueOf(words[3]));
      case "asks-bot" -> asksBot(words[2]);
      case "handed-over" -> handedOver(words[2], words[3], words[4].equals("urgent"));
      case "gives-up" -> desk.giveUp(id(words[2]));
      case "back-to-bot" -> desk.backToBot(id(words[2]));
      case "ticket" -> desk.laterAsTicket(id(words[2]));
      case "accept" -> desk.accept(new AgentId(words[3]), id(words[2]));
      case "decline" -> desk.decline(new AgentId(words[3]), id(words[2]));
      case "say" ->
          desk.say(
              new AgentId(words[3]),
              id(words[2]),
              new ClientMessageId(words[4]),
              List.of(new Part.Text("好的，我来处理")));
      case "transfer" ->
          desk.transfer(new AgentId(words[3]), id(words[2]), new SkillGroup(words[4]), null, null);
      case "transfer-to" ->
          desk.transfer(new AgentId(words[3]), id(words[2]), null, new AgentId(words[4]), null);
      case "hand-back" -> desk.handBack(new AgentId(words[3]), id(words[2]));
      case "close" ->
          desk.close(new AgentId(words[3]), id(words[2]), ConversationOutcome.of(words[4]), "测试");
      default -> throw new IllegalArgumentException(words[1]);
    }
  }

  private void asksBot(String shopper) {
    Conversation conversation = conversations.open(new ShopperId(shopper), Channel.WEB);
    turn(conversation, ConversationState.BOT, null);
  }

  private void handedOver(String shopper, String group, boolean urgent) {
    Conversation conversation = conversations.open(new ShopperId(shopper), Channel.WEB);
    if (conversation.state() == ConversationState.BOT) {
      turn(
          conversation,
          ConversationState.QUEUED,
          new Handoff(
              new SkillGroup(group),
              urgent ? Priority.URGENT : Priority.NORMAL,
              urgent ? "food-safety" : "asked-for-person"));
    }
  }

  private void turn(
      Conversation conversation,
      ConversationState state,
      @org.jspecify.annotations.Nullable Handoff handoff) {
    long seq =
        conversations
            .receive(
                conversation.id(),
                new ClientMessageId(UUID.randomUUID().toString()),
                List.of(new Part.Text("在吗")),
                false)
            .message()
            .seq();
    boolean recorded =
        conversations
            .record(
                conversation.id(),
                new BotTurn(
                    conversation.answeredSeq(),
                    seq,
                    List.of(new Part.Text("好的")),
                    null,
                    "{}",
                    state,
                    handoff,
                    null,
                    null,
                    "{\"decision\":\"Answer\"}"))
            .isPresent();
    if (!recorded) {
      throw new IllegalStateException("somebody else was faster");
    }
  }

  private static ConversationId id(String value) {
    return new ConversationId(UUID.fromString(value));
  }

  @Override
  public void close() {
    service.close();
  }
}
