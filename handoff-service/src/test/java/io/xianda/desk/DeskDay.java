package io.xianda.desk;

import io.xianda.PeopleDatabase;
import io.xianda.SettableClock;
import io.xianda.conversation.BotTurn;
import io.xianda.conversation.Channel;
import io.xianda.conversation.ClientMessageId;
import io.xianda.conversation.Conversation;
import io.xianda.conversation.ConversationId;
import io.xianda.conversation.ConversationState;
import io.xianda.conversation.Conversations;
import io.xianda.conversation.Part;
import io.xianda.conversation.ShopperId;
import io.xianda.handoff.Handoff;
import io.xianda.handoff.Priority;
import io.xianda.handoff.SkillGroup;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What tests of the desk say: agents come, shoppers are handed over, time passes. */
final class DeskDay implements AutoCloseable {

  static final Instant MORNING = Instant.parse("2026-11-23T00:30:00Z");
  static final SkillGroup LOGISTICS = new SkillGroup("logistics");
  static final SkillGroup AFTERSALE = new SkillGroup("aftersale");
  static final SkillGroup GENERAL = new SkillGroup("general");
  static final SkillGroup SAFETY = new SkillGroup("food_safety");

  final SettableClock clock = new SettableClock(MORNING);
  final PeopleDatabase database;
  final Desk desk;
  final Agents agents;
  final Watch watch;
  final Routing routing;
  final Queues queues;
  final Conversations conversations;

  DeskDay() throws Exception {
    database = new PeopleDatabase(clock);
    desk = database.the(Desk.class);
    agents = database.the(Agents.class);
    watch = database.the(Watch.class);
    routing = database.the(Routing.class);
    queues = database.the(Queues.class);
    conversations = database.conversations();
  }

  void begin() {
    database
        .jdbc()
        .sql(
            """
            truncate conversation, message, decision_trace, ticket, ticket_entry, ticket_refund, handoff, handoff_event,
              handoff_guest, whisper, agent, agent_group
            """)
        .update();
    clock.set(MORNING);
  }

  /** Somebody of these groups comes to work. */
  AgentId comes(String name, int capacity, SkillGroup... groups) {
    var id = new AgentId(name);
    Map<SkillGroup, Integer> levels = new java.util.HashMap<>();
    for (SkillGroup group : groups) {
      levels.put(group, 1);
    }
    agents.employ(id, "小" + name, capacity, levels);
    agents.become(id, Presence.ONLINE);
    return id;
  }

  /** A shopper whom the bot hands over. */
  ConversationId handedOver(String shopper, SkillGroup group) {
    return handedOver(shopper, new Handoff(group, Priority.NORMAL, "asked-for-person"));
  }

  ConversationId handedOver(String shopper, Handoff handoff) {
    Conversation conversation = conversations.open(new ShopperId(shopper), Channel.WEB);
    long seq = says(conversation.id(), "转人工");
    botTurn(conversation.id(), conversation.answeredSeq(), seq, ConversationState.QUEUED, handoff);
    return conversation.id();
  }

  void botTurn(
      ConversationId id, long from, long through, ConversationState state, @Nullable Handoff to) {
    boolean recorded =
        conversations
            .record(
                id,
                new BotTurn(
                    from,
                    through,
                    List.of(new Part.Text("好的")),
                    null,
                    "{}",
                    state,
                    to,
                    null,
                    null,
                    "{\"decision\":\"Answer\"}"))
            .isPresent();
    if (!recorded) {
      throw new AssertionError("another turn was faster");
    }
  }

  long says(ConversationId id, String text) {
    return conversations
        .receive(id, message(), List.of(new Part.Text(text)), false)
        .message()
        .seq();
  }

  void replies(AgentId agent, ConversationId id, String text) {
    desk.say(agent, id, message(), List.of(new Part.Text(text)));
  }

  static ClientMessageId message() {
    return new ClientMessageId(UUID.randomUUID().toString());
  }

  /** Time passes, somebody looks after it, and those who are there keep in touch. */
  void passes(Duration time, AgentId... present) {
    clock.pass(time);
    agents.seen(java.util.Set.of(present));
    watch.look();
  }

  ConversationState state(ConversationId id) {
    return conversations.find(id).orElseThrow().state();
  }

  Case open(ConversationId id) {
    return desk.hands(id).orElseThrow().open();
  }

  List<String> texts(ConversationId id) {
    return conversations.after(id, 0, 100).stream().map(message -> message.text()).toList();
  }

  int load(AgentId agent) {
    return agents.find(agent).orElseThrow().load();
  }

  /** What agents are counted for is what they really have, and never too much. */
  void loadsAreRight() {
    List<String> wrong =
        database
            .jdbc()
            .sql(
                """
                select a.name || ' counts ' || a.load || ' and has ' || count(h.id) from agent a
                left join handoff h
                  on h.state <> 'ended' and (h.agent = a.name or h.offered_to = a.name)
                group by a.name having a.load <> count(h.id) or a.load > a.capacity
                """)
            .query((row, n) -> row.getString(1))
            .list();
    if (!wrong.isEmpty()) {
      throw new AssertionError(wrong.toString());
    }
  }

  @Override
  public void close() throws Exception {
    database.close();
  }
}
