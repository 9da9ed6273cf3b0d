package io.xianda.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.xianda.conversation.ConversationState;
import io.xianda.conversation.Part;
import io.xianda.conversation.ShopperId;
import io.xianda.flow.Asks;
import io.xianda.flow.ShopRules;
import io.xianda.handoff.Handoff;
import io.xianda.handoff.Priority;
import io.xianda.handoff.SkillGroup;
import io.xianda.handoff.Staffing;
import io.xianda.handoff.StaffingSettings;
import io.xianda.intent.BgeSmallZh;
import io.xianda.intent.IntentCatalog;
import io.xianda.intent.IntentModel;
import io.xianda.intent.SentenceEncoder;
import io.xianda.intent.Understand;
import io.xianda.knowledge.AnswerRanker;
import io.xianda.knowledge.EntryFile;
import io.xianda.knowledge.Generation;
import io.xianda.knowledge.KnowledgeBase;
import io.xianda.knowledge.LuceneKnowledgeBase;
import io.xianda.knowledge.PrecomputedVectors;
import io.xianda.knowledge.ShopFacts;
import io.xianda.order.DemoShop;
import io.xianda.order.Effect;
import io.xianda.order.Effects;
import io.xianda.order.OrderGateway;
import io.xianda.order.TurnKey;
import io.xianda.rules.KeywordRule;
import io.xianda.rules.RuleBook;
import io.xianda.ticket.NewTicket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A talk with the shipped bot: {@code
 * shopper("zhao").at("10:30").says("几点能送到").hears("哪一单").asks(Asks.ORDER)}.
 *
 * <p>State, memory and clock go from turn to turn as {@link AnswerMessage} carries them on, without
 * its database.
 */
final class Talk {

  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final LocalDate DAY = LocalDate.of(2026, 6, 15);

  /** What takes seconds to load and never changes: loaded once for all talks. */
  private static final class Shipped {

    static final IntentCatalog CATALOG = IntentCatalog.shipped();
    static final Understand UNDERSTAND;
    static final KnowledgeBase KNOWLEDGE;

    static {
      SentenceEncoder encoder = BgeSmallZh.load();
      UNDERSTAND = new Understand(encoder, IntentModel.shipped(encoder));
      // Without the thousands of learned questions: encoding them all would take a minute.
      var knowledge =
          LuceneKnowledgeBase.inMemory(
              PrecomputedVectors.shipped(new SharedEncoder(encoder)), AnswerRanker.shipped());
      knowledge.publish(new Generation(1), EntryFile.demoAsWritten());
      KNOWLEDGE = knowledge;
    }
  }

  private ShopperId shopper;
  private Instant now = on("10:30");
  private DialogueSettings settings = DialogueSettings.defaults();
  private StaffingSettings staffing = StaffingSettings.defaults();
  private Set<SkillGroup> fullQueues = Set.of();
  private @Nullable OrderGateway orders;
  private RuleBook rules = RuleBook.empty();
  private ShopFacts facts = List::of;
  private ConversationState state = ConversationState.BOT;
  private @Nullable String memory;
  private String said = "nothing yet";
  private @Nullable Outcome outcome;
  private int turns;

  private Talk(ShopperId shopper) {
    this.shopper = shopper;
  }

  /** Somebody of the demo shop who has signed in. */
  static Talk shopper(String id) {
    return new Talk(new ShopperId(id));
  }

  /** Somebody who has not. */
  static Talk guest() {
    return new Talk(new ShopperId("guest-of-the-test"));
  }

  private static Instant on(String time) {
    return DAY.atTime(LocalTime.parse(time)).atZone(SHANGHAI).toInstant();
  }

  // What is given.

  /**
   * The talk starts at this time of an ordinary day in Shanghai; the demo shop's orders count from
   * it.
   */
  Talk at(String time) {
    now = on(time);
    return this;
  }

  Talk with(DialogueSettings other) {
    settings = other;
    return this;
  }

  /** When the groups have their people. */
  Talk staffed(StaffingSettings other) {
    staffing = other;
    return this;
  }

  /** Too many wait for this group. */
  Talk whileAllWaitFor(String group) {
    fullQueues = Set.of(new SkillGroup(group));
    return this;
  }

  Talk daring(RiskBudget risk) {
    return with(Risk.settings(risk));
  }

  /** The orders come from elsewhere than the demo shop. */
  Talk withOrdersFrom(OrderGateway other) {
    orders = other;
    return this;
  }

  /** What the operators of the shop have set up. */
  Talk withRules(KeywordRule... all) {
    rules = Rules.book(all);
    return this;
  }

  Talk whereItIsAFact(String name, String value) {
    facts = () -> List.of(new ShopFacts.Fact(name, value));
    return this;
  }

  Talk alreadyQueued() {
    state = ConversationState.QUEUED;
    return this;
  }

  Talk remembering(@Nullable String json) {
    memory = json;
    return this;
  }

  Talk offered(Offer... offers) {
    return remembering(DialogueMemory.fresh().offering(List.of(offers)).toJson());
  }

  // What happens.

  /** One turn; several messages are a burst. */
  Talk says(String... messages) {
    return sends(Arrays.stream(messages).map(Part.Text::new).toArray(Part[]::new));
  }

  Talk sends(Part... parts) {
    Outcome next = respond(turn(parts));
    said = List.of(parts).toString();
    state = next.state();
    memory = next.memory();
    outcome = next;
    return this;
  }

  private Outcome respond(Turn turn) {
    Dialogue dialogue = dialogue();
    try {
      return dialogue.respond(turn);
    } catch (RuntimeException e) {
      return dialogue.failed(turn);
    }
  }

  /** Time goes by; the demo shop's orders stay what they were. */
  Talk minutesLater(long minutes) {
    orders = shop();
    now = now.plus(Duration.ofMinutes(minutes));
    return this;
  }

  /** The same conversation goes on as this shopper. */
  Talk signsInAs(String id) {
    shopper = new ShopperId(id);
    return this;
  }

  Turn turn(Part... parts) {
    return new Turn(shopper, state, memory, List.of(parts), now, new TurnKey("talk/" + turns++));
  }

  Dialogue dialogue() {
    orders = shop();
    return new Dialogue(
        Shipped.UNDERSTAND,
        Shipped.KNOWLEDGE,
        Shipped.CATALOG,
        orders,
        Effects.through(orders),
        ShopRules.defaults(),
        settings,
        () -> RiskBounds.of(FittedRisk.shipped()),
        Staffing.by(settings.officeHours(staffing), fullQueues::contains),
        () -> rules,
        facts);
  }

  /** Loaded when the talk starts. */
  private OrderGateway shop() {
    OrderGateway loaded = orders;
    return loaded == null ? DemoShop.shipped(Clock.fixed(now, SHANGHAI)) : loaded;
  }

  // What is expected of the last reply.

  Talk hears(String... words) {
    assertThat(texts()).as(story()).contains(words);
    return this;
  }

  Talk hearsWordForWord(String text) {
    assertThat(outcome().reply().parts()).as(story()).contains(new Part.Text(text));
    return this;
  }

  /** Not in a text, on a button or on a card. */
  Talk seesNothingOf(String... words) {
    assertThat(outcome().reply().parts().toString()).as(story()).doesNotContain(words);
    return this;
  }

  /** The cards of these orders, in this order, and no other. */
  Talk seesOrders(String... numbers) {
    assertThat(parts(Part.OrderCard.class).map(Part.OrderCard::number))
        .as(story())
        .containsExactly(numbers);
    return this;
  }

  /** Exactly these buttons. */
  Talk isOffered(String... labels) {
    assertThat(buttons()).as(story()).containsExactly(labels);
    return this;
  }

  Talk isLedTo(String page) {
    assertThat(parts(Part.Link.class).map(Part.Link::page)).as(story()).containsExactly(page);
    return this;
  }

  Talk asks(Asks asked) {
    assertThat(outcome().reply().asks()).as(story()).isEqualTo(asked);
    return this;
  }

  Talk asksNothing() {
    assertThat(outcome().reply().asks()).as(story()).isNull();
    return this;
  }

  Talk isHandedTo(String group, Priority priority, String reason) {
    Handoff handoff = Objects.requireNonNull(outcome().handoff(), story());
    assertThat(handoff.about(""))
        .as(story())
        .isEqualTo(new Handoff(new SkillGroup(group), priority, reason));
    assertThat(state).as(story()).isEqualTo(ConversationState.QUEUED);
    return this;
  }

  /** People look at it later, and the bot goes on. */
  Talk leavesTicket(String group, String reason) {
    NewTicket ticket = Objects.requireNonNull(outcome().ticket(), story());
    assertThat(ticket.group()).as(story()).isEqualTo(new SkillGroup(group));
    assertThat(ticket.reason()).as(story()).isEqualTo(reason);
    return staysWithBot();
  }

  Talk leavesNoTicket() {
    assertThat(outcome().ticket()).as(story()).isNull();
    return this;
  }

  /** Exactly this, in this order. */
  Talk does(Effect... effects) {
    assertThat(outcome().effects()).as(story()).containsExactly(effects);
    return this;
  }

  Talk staysWithBot() {
    assertThat(state).as(story()).isEqualTo(ConversationState.BOT);
    assertThat(outcome().handoff()).as(story()).isNull();
    return this;
  }

  /** What the people are told it is about. */
  Talk isAbout(String intent) {
    assertThat(Objects.requireNonNull(outcome().handoff(), story()).intent())
        .as(story())
        .isEqualTo(intent);
    return this;
  }

  /** A person takes over for this reason, of whatever group. */
  Talk isHandedOver(String reason) {
    Handoff handoff = Objects.requireNonNull(outcome().handoff(), story());
    assertThat(handoff.reason()).as(story()).isEqualTo(reason);
    assertThat(state).as(story()).isEqualTo(ConversationState.QUEUED);
    return this;
  }

  /** A person is still on the way, and nothing was changed about it. */
  Talk staysQueued() {
    assertThat(state).as(story()).isEqualTo(ConversationState.QUEUED);
    assertThat(outcome().handoff()).as(story()).isNull();
    return this;
  }

  Talk isDecidedBy(String policy) {
    assertThat(outcome().trace().policy()).as(story()).isEqualTo(policy);
    return this;
  }

  Talk because(String reason) {
    assertThat(outcome().trace().reason()).as(story()).isEqualTo(reason);
    return this;
  }

  // What came of it.

  Outcome outcome() {
    return Objects.requireNonNull(outcome, "nothing was said yet");
  }

  List<String> buttons() {
    return parts(Part.Choices.class)
        .flatMap(choices -> choices.options().stream())
        .map(Part.Option::label)
        .toList();
  }

  private String texts() {
    return parts(Part.Text.class).map(Part.Text::text).collect(Collectors.joining("\n"));
  }

  private <P extends Part> Stream<P> parts(Class<P> type) {
    return outcome().reply().parts().stream().filter(type::isInstance).map(type::cast);
  }

  private String story() {
    return "after %s, decided by %s (%s)"
        .formatted(said, outcome().trace().policy(), outcome().trace().reason());
  }
}
