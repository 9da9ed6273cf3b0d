package io.xianda.dialogue;

import io.xianda.conversation.ConversationState;
import io.xianda.conversation.Part;
import io.xianda.handoff.Handoff;
import io.xianda.handoff.Priority;
import io.xianda.handoff.SkillGroup;
import io.xianda.intent.Intent;
import io.xianda.intent.IntentCatalog;
import io.xianda.intent.Understand;
import io.xianda.intent.Understanding;
import io.xianda.knowledge.Asker;
import io.xianda.knowledge.Entry;
import io.xianda.knowledge.EntryId;
import io.xianda.knowledge.FillPlaceholders;
import io.xianda.knowledge.Hit;
import io.xianda.knowledge.KnowledgeBase;
import io.xianda.knowledge.KnowledgeQuery;
import io.xianda.knowledge.SearchResult;
import io.xianda.knowledge.ShopFacts;
import io.xianda.order.OrderGateway;
import io.xianda.rules.RuleBook;
import io.xianda.rules.RuleEffect;
import io.xianda.rules.RuleId;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what to do about a turn and puts it into words: understand, recall, decide, reply. It
 * keeps nothing between turns and touches neither database nor network but the order gateway.
 * Thread-safe.
 */
public final class Dialogue {

  /** How many entries a search brings. */
  private static final int ENTRIES = 10;

  private static final Logger LOG = LoggerFactory.getLogger(Dialogue.class);
  private static final SkillGroup GENERAL = new SkillGroup("general");

  private final Understand understand;
  private final KnowledgeBase knowledge;
  private final IntentCatalog catalog;
  private final OrderGateway orders;
  private final DialogueSettings settings;
  private final Supplier<RuleBook> rules;
  private final ShopFacts facts;
  private final FillPlaceholders placeholders;
  private final Phrases says;
  private final Flows flows = Flows.all();
  private final List<Policy> policies = Policies.inOrder();

  /**
   * @param rules of the operators, asked once for each turn; {@code RuleBook::empty} for none
   * @param facts that stand in answers, asked whenever one is said
   */
  public Dialogue(
      Understand understand,
      KnowledgeBase knowledge,
      IntentCatalog catalog,
      OrderGateway orders,
      DialogueSettings settings,
      Supplier<RuleBook> rules,
      ShopFacts facts) {
    this.understand = understand;
    this.knowledge = knowledge;
    this.catalog = catalog;
    this.orders = orders;
    this.settings = settings;
    this.rules = rules;
    this.facts = facts;
    this.placeholders = new FillPlaceholders(facts);
    this.says = new Phrases(settings);
  }

  /**
   * The same bot, for trying things out.
   *
   * @param reading how it understands, which may remember what it has encoded before
   * @param other the knowledge base, which may be one that nobody has published yet
   */
  public Dialogue rehearsing(Understand reading, KnowledgeBase other) {
    return new Dialogue(reading, other, catalog, orders, settings, rules, facts);
  }

  /** What to do about the turn. */
  public Outcome respond(Turn turn) {
    String text = turn.text();
    if (text.codePointCount(0, text.length()) > settings.longestMessage()) {
      return unread(turn, new Decision.AskToShorten(), "too-long");
    }
    return switch (DialogueMemory.read(turn.memory())) {
      case DialogueMemory.Reading.Unknown unknown ->
          unread(
              turn,
              new Decision.HandOver(new Handoff(GENERAL, Priority.NORMAL, "unknown-memory")),
              "unknown-memory");
      case DialogueMemory.Reading.Known(DialogueMemory memory) ->
          read(turn, withKnownFlow(memory), text);
    };
  }

  /** A task that this version no longer has is forgotten, and the message read for itself. */
  private DialogueMemory withKnownFlow(DialogueMemory memory) {
    FlowState flow = memory.flow();
    return flow == null || flows.named(flow.flow()).isPresent() ? memory : memory.with(null);
  }

  /** Something went wrong while answering: a person goes on, and the shopper is told so. */
  Outcome failed(Turn turn) {
    return unread(
        turn,
        new Decision.HandOver(new Handoff(GENERAL, Priority.NORMAL, "bot-failed")),
        "bot-failed");
  }

  private Outcome read(Turn turn, DialogueMemory memory, String text) {
    long start = System.nanoTime();
    Understanding understanding = understand.understand(text);
    if (understanding.utterance().isBlank()) {
      return unread(turn, new Decision.AskForWords(), "no-words");
    }
    long understood = System.nanoTime();
    SearchResult found =
        knowledge.search(
            new KnowledgeQuery(
                understanding.utterance().text(),
                understanding.vector(),
                intent -> understanding.intents().of(intent),
                ENTRIES,
                new Asker(turn.channelName(), turn.city(), turn.now()),
                last(memory)));
    long recalled = System.nanoTime();
    var flowTurn =
        new FlowTurn(
            turn.shopper(),
            understanding.utterance().text(),
            understanding.orders(),
            orders,
            turn.now(),
            says);
    var situation =
        new Situation(
            turn, memory, understanding, found, rules.get(), catalog, flows, flowTurn, settings);
    for (Policy policy : policies) {
      Policy.Verdict verdict = policy.decide(situation).orElse(null);
      if (verdict != null) {
        var micros =
            new DecisionTrace.Micros(
                (understood - start) / 1000,
                (recalled - understood) / 1000,
                (System.nanoTime() - recalled) / 1000);
        return outcome(situation, policy.name(), filled(situation, verdict), micros);
      }
    }
    throw new IllegalStateException("the last policy decides always");
  }

  private static @Nullable EntryId last(DialogueMemory memory) {
    String last = memory.last();
    return last == null ? null : new EntryId(last);
  }

  /** The verdict with its words as shoppers see them: an answer that lacks a fact is none. */
  private Policy.Verdict filled(Situation s, Policy.Verdict verdict) {
    return switch (verdict.decision()) {
      case Decision.Answer(Entry entry, double probability) ->
          switch (placeholders.fill(entry.answer())) {
            case FillPlaceholders.Result.Filled(String text) ->
                new Policy.Verdict(
                    new Decision.Answer(entry.withAnswer(text), probability), verdict.reason());
            case FillPlaceholders.Result.Unfillable(List<String> names) -> {
              LOG.warn("entry {}: the shop has no fact for {}", entry.id(), names);
              yield incomplete(s, new Intent(entry.intent()));
            }
          };
      case Decision.FollowRule(RuleId rule, String words, RuleEffect.Answer answer) ->
          switch (placeholders.fill(words)) {
            case FillPlaceholders.Result.Filled(String text) ->
                new Policy.Verdict(new Decision.FollowRule(rule, text, answer), verdict.reason());
            case FillPlaceholders.Result.Unfillable(List<String> names) -> {
              LOG.warn("rule {}: the shop has no fact for {}", rule, names);
              yield incomplete(s, s.best());
            }
          };
      case Decision.HandOver h -> verdict;
      case Decision.KeepWaiting k -> verdict;
      case Decision.ReturnToBot r -> verdict;
      case Decision.Socialise c -> verdict;
      case Decision.Progress p -> verdict;
      case Decision.Clarify c -> verdict;
      case Decision.AdmitGap g -> verdict;
      case Decision.Abstain a -> verdict;
      case Decision.AskToShorten a -> verdict;
      case Decision.AskForWords a -> verdict;
    };
  }

  /** A person knows what the answer lacks; whoever waits for one already goes on waiting. */
  private Policy.Verdict incomplete(Situation s, Intent about) {
    String reason = "answer-incomplete";
    SkillGroup group = catalog.knows(about) ? new SkillGroup(catalog.of(about).group()) : GENERAL;
    Decision decision =
        s.isQueued()
            ? new Decision.KeepWaiting()
            : new Decision.HandOver(new Handoff(group, Priority.NORMAL, reason));
    return new Policy.Verdict(decision, reason);
  }

  private Outcome outcome(
      Situation s, String policy, Policy.Verdict verdict, DecisionTrace.Micros micros) {
    Decision decision = verdict.decision();
    Reply reply = compose(decision, s.turn().now());
    DialogueMemory memory = remember(decision, s.memory());
    FlowState open = memory.flow();
    if (open != null && interrupts(decision)) {
      // A question in the middle of a task is answered, and what the task waits for is asked again.
      switch (flows.named(open.flow()).orElseThrow().askAgain(open, s.flowTurn())) {
        case FlowStep.Waiting(List<Part> parts, FlowState state) -> {
          reply = new Reply(join(reply.parts(), parts), state.waitsFor());
          memory = memory.with(state);
        }
        case FlowStep.Finished(List<Part> parts) -> {
          reply = new Reply(join(reply.parts(), parts), null);
          memory = memory.with(null);
        }
      }
    }
    FlowState waiting = memory.flow();
    if (waiting != null && reply.asks() == null) {
      reply = new Reply(reply.parts(), waiting.waitsFor());
    }
    return new Outcome(
        decision,
        reply,
        memory.toJson(),
        stateAfter(decision, s.turn().state()),
        handoffOf(decision, s.turn().state()),
        s.understanding(),
        s.found(),
        trace(policy, verdict, s.understanding(), s.found(), micros));
  }

  private Outcome unread(Turn turn, Decision decision, String reason) {
    DialogueMemory known =
        DialogueMemory.read(turn.memory()) instanceof DialogueMemory.Reading.Known(var memory)
            ? withKnownFlow(memory)
            : null;
    boolean handsOver = decision instanceof Decision.HandOver;
    FlowState open = known == null || handsOver ? null : known.flow();
    var found = new SearchResult(knowledge.generation(), List.of());
    Reply reply =
        reason.equals("bot-failed")
            ? new Reply(List.of(new Part.Text(says.of("failed"))), null)
            : compose(decision, turn.now());
    return new Outcome(
        decision,
        open == null ? reply : new Reply(reply.parts(), open.waitsFor()),
        memoryAfterUnread(turn, known, handsOver),
        stateAfter(decision, turn.state()),
        handoffOf(decision, turn.state()),
        null,
        found,
        trace(
            "before-reading",
            new Policy.Verdict(decision, reason),
            null,
            found,
            new DecisionTrace.Micros(0, 0, 0)));
  }

  /** People start afresh; else what is remembered stays, even what this version cannot read. */
  private static String memoryAfterUnread(
      Turn turn, @Nullable DialogueMemory known, boolean handsOver) {
    String stored = turn.memory();
    if (handsOver || stored == null) {
      return DialogueMemory.fresh().toJson();
    }
    return known == null ? stored : known.toJson();
  }

  private static boolean interrupts(Decision decision) {
    return switch (decision) {
      case Decision.Answer a -> true;
      case Decision.FollowRule f -> true;
      case Decision.Socialise s -> true;
      case Decision.Abstain a -> true;
      case Decision.AdmitGap g -> true;
      case Decision.Clarify c -> false;
      case Decision.Progress p -> false;
      case Decision.HandOver h -> false;
      case Decision.KeepWaiting k -> false;
      case Decision.ReturnToBot r -> false;
      case Decision.AskToShorten a -> false;
      case Decision.AskForWords a -> false;
    };
  }

  private static DialogueMemory remember(Decision decision, DialogueMemory before) {
    return switch (decision) {
      case Decision.Progress(var intent, FlowStep.Waiting waiting, var started) ->
          DialogueMemory.fresh().with(waiting.state());
      case Decision.Progress(var intent, FlowStep.Finished finished, var started) ->
          DialogueMemory.fresh();
      case Decision.Clarify(List<Offer> offers) ->
          new DialogueMemory(
              DialogueMemory.VERSION,
              before.flow(),
              before.clarifications() + 1,
              offers,
              before.last());
      case Decision.HandOver h -> DialogueMemory.fresh();
      case Decision.ReturnToBot r -> DialogueMemory.fresh();
      case Decision.Answer(var entry, var probability) ->
          DialogueMemory.fresh().with(before.flow()).withLast(entry.id().value());
      case Decision.FollowRule f -> DialogueMemory.fresh().with(before.flow());
      // 都行 names no order: it must not be asked about for ever either.
      case Decision.Socialise s -> before.withFlowMissed();
      case Decision.KeepWaiting k -> before;
      case Decision.AdmitGap g -> DialogueMemory.fresh().with(before.flow());
      case Decision.Abstain a -> before.withFlowMissed();
      case Decision.AskToShorten a -> before;
      case Decision.AskForWords a -> before;
    };
  }

  private static ConversationState stateAfter(Decision decision, ConversationState before) {
    return switch (decision) {
      case Decision.HandOver h -> ConversationState.QUEUED;
      case Decision.KeepWaiting k -> ConversationState.QUEUED;
      case Decision.ReturnToBot r -> ConversationState.BOT;
      case Decision.Answer a -> before;
      case Decision.FollowRule f -> before;
      case Decision.Socialise s -> before;
      case Decision.Progress p -> before;
      case Decision.Clarify c -> before;
      case Decision.AdmitGap g -> before;
      case Decision.Abstain a -> before;
      case Decision.AskToShorten a -> before;
      case Decision.AskForWords a -> before;
    };
  }

  /**
   * A conversation that waits already keeps its place and its group, unless something urgent has
   * come up.
   */
  private static @Nullable Handoff handoffOf(Decision decision, ConversationState before) {
    return decision instanceof Decision.HandOver(Handoff handoff)
            && (before != ConversationState.QUEUED || handoff.priority() == Priority.URGENT)
        ? handoff
        : null;
  }

  private Reply compose(Decision decision, Instant now) {
    return switch (decision) {
      case Decision.HandOver(Handoff handoff) -> text(handOver(handoff, now));
      case Decision.KeepWaiting k -> withChoice(says.of("waiting"), says.of("choice.back"));
      case Decision.ReturnToBot r -> text(says.of("returned"));
      case Decision.Socialise(var intent) -> text(says.of("social." + intent.id()));
      case Decision.Progress(var intent, FlowStep.Waiting waiting, var started) ->
          new Reply(waiting.parts(), waiting.state().waitsFor());
      case Decision.Progress(var intent, FlowStep.Finished finished, var started) ->
          new Reply(finished.parts(), null);
      case Decision.Answer(var entry, var probability) -> new Reply(parts(entry), null);
      case Decision.FollowRule(var rule, var text, var answer) ->
          new Reply(parts(text, answer), null);
      case Decision.Clarify(List<Offer> offers) ->
          new Reply(
              List.of(
                  new Part.Text(says.of("clarify")),
                  new Part.Choices(
                      offers.stream()
                          .map(offer -> new Part.Option(offer.label(), offer.label()))
                          .toList())),
              Asks.CHOICE);
      case Decision.AdmitGap(var intent) ->
          withChoice(
              says.of("gap", groupName(catalog.of(intent).group())), says.of("choice.person"));
      case Decision.Abstain a ->
          new Reply(
              List.of(
                  new Part.Text(says.of("abstain")),
                  new Part.Choices(
                      Stream.of("topic.1", "topic.2", "topic.3", "choice.person")
                          .map(says::of)
                          .map(topic -> new Part.Option(topic, topic))
                          .toList())),
              null);
      case Decision.AskToShorten a ->
          withChoice(
              says.of("too-long", String.valueOf(settings.longestMessage())),
              says.of("choice.person"));
      case Decision.AskForWords a -> text(says.of("words"));
    };
  }

  private List<Part> parts(Entry entry) {
    List<Part> parts = new ArrayList<>();
    parts.add(new Part.Text(entry.answer()));
    if (entry.image() != null) {
      parts.add(new Part.Image(entry.image()));
    }
    if (entry.page() != null) {
      parts.add(new Part.Link(says.of("link.page"), entry.page()));
    }
    if (!entry.choices().isEmpty()) {
      parts.add(
          new Part.Choices(
              entry.choices().stream().map(choice -> new Part.Option(choice, choice)).toList()));
    }
    return parts;
  }

  private static List<Part> parts(String text, RuleEffect.Answer answer) {
    List<Part> parts = new ArrayList<>();
    parts.add(new Part.Text(text));
    RuleEffect.Card card = answer.card();
    if (card != null) {
      parts.add(new Part.Link(card.title(), card.page()));
    }
    if (!answer.choices().isEmpty()) {
      parts.add(
          new Part.Choices(
              answer.choices().stream().map(choice -> new Part.Option(choice, choice)).toList()));
    }
    return parts;
  }

  private String handOver(Handoff handoff, Instant now) {
    String group = groupName(handoff.group().id());
    if (handoff.priority() == Priority.URGENT) {
      return says.of("handover.safety", group);
    }
    LocalTime time = now.atZone(settings.zone()).toLocalTime();
    boolean persons =
        !time.isBefore(settings.personsFrom()) && time.isBefore(settings.personsUntil());
    return persons
        ? says.of("handover.now", group)
        : says.of(
            "handover.off-hours",
            group,
            settings.personsFrom().toString(),
            settings.personsUntil().toString());
  }

  private String groupName(String group) {
    return Objects.requireNonNullElse(catalog.groupNames().get(group), group);
  }

  private static Reply text(String text) {
    return new Reply(List.of(new Part.Text(text)), null);
  }

  private static Reply withChoice(String text, String choice) {
    return new Reply(
        List.of(new Part.Text(text), new Part.Choices(List.of(new Part.Option(choice, choice)))),
        null);
  }

  private static List<Part> join(List<Part> first, List<Part> second) {
    List<Part> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }

  private DecisionTrace trace(
      String policy,
      Policy.Verdict verdict,
      @Nullable Understanding understanding,
      SearchResult found,
      DecisionTrace.Micros micros) {
    return new DecisionTrace(
        policy,
        verdict.reason(),
        verdict.decision().getClass().getSimpleName(),
        understand.modelVersion(),
        found.generation().number(),
        understanding == null
            ? List.of()
            : understanding.intents().ranked().stream()
                .limit(3)
                .map(i -> new DecisionTrace.Scored(i.intent().id(), i.probability()))
                .toList(),
        understanding == null ? 0 : understanding.intents().inScope(),
        found.hits().stream()
            .limit(3)
            .map((Hit h) -> new DecisionTrace.Scored(h.entry().id().value(), h.probability()))
            .toList(),
        settings.risk(),
        micros);
  }
}
