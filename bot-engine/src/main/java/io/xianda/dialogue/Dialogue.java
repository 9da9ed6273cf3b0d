package io.xianda.dialogue;

import io.xianda.conversation.ConversationState;
import io.xianda.conversation.Part;
import io.xianda.flow.Asks;
import io.xianda.flow.FlowPhrases;
import io.xianda.flow.FlowState;
import io.xianda.flow.FlowStep;
import io.xianda.flow.FlowTurn;
import io.xianda.flow.Flows;
import io.xianda.flow.Referral;
import io.xianda.flow.RunsOut;
import io.xianda.flow.ShopRules;
import io.xianda.handoff.Briefing;
import io.xianda.handoff.Handoff;
import io.xianda.handoff.Priority;
import io.xianda.handoff.SkillGroup;
import io.xianda.handoff.Staffing;
import io.xianda.intent.Intent;
import io.xianda.intent.IntentCatalog;
import io.xianda.intent.Normaliser;
import io.xianda.intent.Understand;
import io.xianda.intent.Understanding;
import io.xianda.intent.slot.Emotion;
import io.xianda.knowledge.Asker;
import io.xianda.knowledge.Entry;
import io.xianda.knowledge.EntryId;
import io.xianda.knowledge.FillPlaceholders;
import io.xianda.knowledge.Hit;
import io.xianda.knowledge.KnowledgeBase;
import io.xianda.knowledge.KnowledgeQuery;
import io.xianda.knowledge.SearchResult;
import io.xianda.knowledge.ShopFacts;
import io.xianda.order.Effect;
import io.xianda.order.EffectResult;
import io.xianda.order.Effects;
import io.xianda.order.MerchantAwayException;
import io.xianda.order.OrderGateway;
import io.xianda.rules.RuleBook;
import io.xianda.rules.RuleEffect;
import io.xianda.rules.RuleId;
import io.xianda.ticket.ClaimedItem;
import io.xianda.ticket.NewTicket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what to do about a turn, has it done, and puts it into words: understand, recall, decide,
 * act, reply. It keeps nothing between turns and touches neither database nor network but the order
 * gateway, and that only where a task asks for it. Thread-safe.
 */
public final class Dialogue {

  /** How many entries a search brings. */
  private static final int ENTRIES = 10;

  /** A first matter shorter than this, which means nothing by itself, is not asked about. */
  private static final int WORTH_ASKING = 8;

  private static final Logger LOG = LoggerFactory.getLogger(Dialogue.class);
  private static final SkillGroup GENERAL = new SkillGroup("general");

  private final Understand understand;
  private final KnowledgeBase knowledge;
  private final IntentCatalog catalog;
  private final OrderGateway orders;
  private final Effects effects;
  private final ShopRules shop;
  private final DialogueSettings settings;
  private final Supplier<RiskBounds> bounds;
  private final Staffing staffing;
  private final Supplier<RuleBook> rules;
  private final ShopFacts facts;
  private final FillPlaceholders placeholders;
  private final Phrases says = new Phrases();
  private final FlowPhrases flowSays;
  private final Flows flows;
  private final OtherCompanies others = OtherCompanies.shipped();
  private final WriteBriefing briefing;
  private final List<Policy> policies = Policies.inOrder();

  /**
   * @param effects where tasks bring what is to be done
   * @param shop the rules by which tasks decide
   * @param bounds what must be how likely in which group, asked once for each turn
   * @param staffing whether people are there
   * @param rules of the operators, asked once for each turn; {@code RuleBook::empty} for none
   * @param facts that stand in answers, asked whenever one is said
   */
  public Dialogue(
      Understand understand,
      KnowledgeBase knowledge,
      IntentCatalog catalog,
      OrderGateway orders,
      Effects effects,
      ShopRules shop,
      DialogueSettings settings,
      Supplier<RiskBounds> bounds,
      Staffing staffing,
      Supplier<RuleBook> rules,
      ShopFacts facts) {
    this.understand = understand;
    this.knowledge = knowledge;
    this.catalog = catalog;
    this.orders = orders;
    this.effects = effects;
    this.shop = shop;
    this.settings = settings;
    this.bounds = bounds;
    this.staffing = staffing;
    this.rules = rules;
    this.facts = facts;
    this.placeholders = new FillPlaceholders(facts);
    this.flowSays = new FlowPhrases(settings.zone());
    this.flows = Flows.all(shop);
    this.briefing = new WriteBriefing(catalog, says);
  }

  /**
   * The same bot, for trying things out: nothing is done to any order.
   *
   * @param reading how it understands, which may remember what it has encoded before
   * @param other the knowledge base, which may be one that nobody has published yet
   */
  public Dialogue rehearsing(Understand reading, KnowledgeBase other) {
    return new Dialogue(
        reading,
        other,
        catalog,
        orders,
        Effects.pretended(),
        shop,
        settings,
        bounds,
        staffing,
        rules,
        facts);
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
          heard(turn, memory, whole(turn, withKnownFlow(memory)));
    };
  }

  /** What was said, and in which mood, is kept for the next turn; people start afresh. */
  private static Outcome heard(Turn turn, DialogueMemory before, Outcome outcome) {
    return outcome.handoff() == null
            && !turn.text().isBlank()
            && DialogueMemory.read(outcome.memory())
                instanceof DialogueMemory.Reading.Known(DialogueMemory memory)
        ? outcome.remembering(
            memory.bearing(
                Patience.after(
                    before.patience(),
                    Normaliser.normalise(turn.text()).text(),
                    Emotion.of(turn.text()).level() == Emotion.Level.ANGRY,
                    outcome.decision() instanceof Decision.Progress)))
        : outcome;
  }

  /** The turn, and the second matter that it may hold: each is read, decided and answered. */
  private Outcome whole(Turn turn, DialogueMemory memory) {
    Offer taken =
        memory.flow() == null ? ChoiceInWords.in(turn.text(), memory.offers()).orElse(null) : null;
    if (taken != null) {
      // 第二个 is read as the words of the second choice.
      return withLater(turn, read(turn.saying(taken.label()), memory, taken.label()));
    }
    AlsoAsked two = AlsoAsked.in(turn.texts(), memory.flow() != null).orElse(null);
    if (two == null) {
      return withLater(turn, read(turn, memory, turn.text()));
    }
    // Where the words do not say that a second matter follows, it may all be about one: read as a
    // whole, and only a sure answer is added.
    boolean apart = two.isSaid() || memory.flow() != null;
    Outcome first =
        apart ? read(turn.saying(two.head()), memory, two.head()) : read(turn, memory, turn.text());
    return withLater(turn, withAlso(turn, memory, first, two));
  }

  private Outcome withAlso(Turn turn, DialogueMemory before, Outcome first, AlsoAsked two) {
    DialogueMemory memory = goingOn(turn, first);
    if (memory == null) {
      return first;
    }
    try {
      Decided second = decide(turn.alsoSaying(two.also()), memory, two.also());
      if (second != null
          && !two.isSaid()
          && isSame(first.decision(), second.verdict().decision())) {
        // The whole was taken for its second half: the first is the other matter.
        second = decide(turn.alsoSaying(two.head()), memory, two.head());
      }
      if (second == null || !isWorthSaying(first, memory, second, two.isSaid())) {
        return first;
      }
      if (memory.flow() != null && isPutOff(memory.flow(), second.verdict().decision())) {
        // One task after the other: the second begins when the first is over.
        return first.remembering(memory.withLater(two.also()));
      }
      if (saysSomething(first.decision())) {
        return joined(first, carryOut(second));
      }
      if (first.decision() instanceof Decision.Clarify
          && memory.flow() == null
          && two.head().length() >= WORTH_ASKING) {
        return asking(first, carryOut(second));
      }
      // 等会儿拍，先问下…: what said nothing by itself needs no reply of its own.
      Decided alone = decide(turn.alsoSaying(two.also()), before, two.also());
      return alone == null ? first : carryOut(alone);
    } catch (MerchantAwayException e) {
      LOG.warn("the merchant's order system does not answer: {}", e.getMessage());
      return first;
    }
  }

  /** What was put off until the task before it is over. */
  private Outcome withLater(Turn turn, Outcome first) {
    DialogueMemory memory = goingOn(turn, first);
    String later = memory == null ? null : memory.later();
    if (memory == null || later == null || memory.flow() != null) {
      return first;
    }
    DialogueMemory rest = memory.withLater(null);
    try {
      Decided next = decide(turn.alsoSaying(later), rest, later);
      return next != null && startsTask(next.verdict().decision())
          ? joined(first, carryOut(next))
          : first.remembering(rest);
    } catch (MerchantAwayException e) {
      LOG.warn("the merchant's order system does not answer: {}", e.getMessage());
      return first;
    }
  }

  /** What is remembered after a turn with which the bot is not yet out of it; null where it is. */
  private static @Nullable DialogueMemory goingOn(Turn turn, Outcome outcome) {
    return outcome.handoff() == null
            && outcome.state() == turn.state()
            && DialogueMemory.read(outcome.memory())
                instanceof DialogueMemory.Reading.Known(DialogueMemory memory)
        ? memory
        : null;
  }

  private static boolean startsTask(Decision decision) {
    return decision instanceof Decision.Progress(var intent, var step, boolean started) && started;
  }

  /**
   * Whether it comes after the task that has just been begun: another task, and what would be taken
   * for the answer to a question that the shopper has not seen yet.
   */
  private static boolean isPutOff(FlowState open, Decision second) {
    return second instanceof Decision.Progress(var intent, var step, boolean started)
        && (started || open.waitsFor() == Asks.CONFIRM);
  }

  private boolean isSame(Decision first, Decision second) {
    if (first instanceof Decision.Answer(Entry one, var p)
        && second instanceof Decision.Answer(Entry other, var q)) {
      return one.id().equals(other.id());
    }
    return first instanceof Decision.Progress(Intent one, var step, boolean started)
        && second instanceof Decision.Progress(Intent other, var s2, boolean startedToo)
        && started
        && startedToo
        && flows.of(one).equals(flows.of(other));
  }

  /** Whether the second matter is one of its own, and the bot knows what to do about it. */
  private boolean isWorthSaying(
      Outcome first, DialogueMemory memory, Decided decided, boolean said) {
    Decision second = decided.verdict().decision();
    if (first.decision() instanceof Decision.Answer(Entry one, var p)
        && second instanceof Decision.Answer(Entry other, var q)) {
      return !one.id().equals(other.id());
    }
    boolean open = memory.flow() != null;
    return switch (second) {
      case Decision.Answer(Entry entry, double probability) ->
          said
              || (probability >= settings.risk().rule()
                  && !entry.intent().startsWith("quality.")
                  && !entry.intent().equals("refund.policy"));
      case Decision.Progress(Intent intent, var step, boolean started) ->
          said
              ? !started || !open || !isSameTask(first, intent)
              : started
                  && !open
                  && first.decision() instanceof Decision.Progress
                  && decided.understanding().intents().best().probability()
                      >= settings.risk().rule()
                  && !isSameTask(first, intent);
      case Decision.HandOver(Handoff handoff) -> said || handoff.priority() == Priority.URGENT;
      case Decision.FollowRule f -> said;
      case Decision.AdmitGap g -> said;
      case Decision.Clarify c -> false;
      case Decision.KeepWaiting k -> false;
      case Decision.ReturnToBot r -> false;
      case Decision.Socialise s -> false;
      case Decision.Abstain a -> false;
      case Decision.AskToShorten a -> false;
      case Decision.AskForWords a -> false;
      case Decision.OrdersAway a -> false;
      case Decision.LeaveTicket l -> false;
    };
  }

  private boolean isSameTask(Outcome first, Intent intent) {
    return first.decision() instanceof Decision.Progress(Intent one, var step, var started)
        && flows.of(one).equals(flows.of(intent));
  }

  private static boolean saysSomething(Decision decision) {
    return !(decision instanceof Decision.Clarify
        || decision instanceof Decision.Abstain
        || decision instanceof Decision.Socialise);
  }

  /** The second matter is answered, and then the bot asks what was meant by the first. */
  private static Outcome asking(Outcome first, Outcome second) {
    return second.reply().asks() == null
        ? joined(second, first).remembering(memoryOf(first))
        : second;
  }

  private static DialogueMemory memoryOf(Outcome outcome) {
    return DialogueMemory.read(outcome.memory())
            instanceof DialogueMemory.Reading.Known(DialogueMemory memory)
        ? memory
        : DialogueMemory.fresh();
  }

  /** Both in one reply; what is asked again stands at its end only. */
  private static Outcome joined(Outcome earlier, Outcome next) {
    List<Part> parts = new ArrayList<>(earlier.reply().parts());
    parts.removeAll(next.reply().parts());
    parts.addAll(next.reply().parts());
    List<Effect> done = new ArrayList<>(earlier.effects());
    done.addAll(next.effects());
    return new Outcome(
        earlier.decision(),
        next.decision(),
        new Reply(parts, next.reply().asks()),
        next.memory(),
        next.state(),
        next.handoff(),
        earlier.ticket() == null ? next.ticket() : earlier.ticket(),
        earlier.briefing() == null ? next.briefing() : earlier.briefing(),
        done,
        earlier.understanding(),
        next.decision() instanceof Decision.Answer ? next.found() : earlier.found(),
        earlier.trace());
  }

  /** A task that this version no longer has is forgotten, and the message read for itself. */
  private DialogueMemory withKnownFlow(DialogueMemory memory) {
    FlowState flow = memory.flow();
    FlowState suspended = memory.suspended();
    return memory
        .with(flow == null || flows.named(flow.flow()).isPresent() ? flow : null)
        .suspending(
            suspended == null || flows.named(suspended.flow()).isPresent() ? suspended : null);
  }

  /** Something went wrong while answering: a person goes on, and the shopper is told so. */
  Outcome failed(Turn turn) {
    return unread(
        turn,
        new Decision.HandOver(new Handoff(GENERAL, Priority.NORMAL, "bot-failed")),
        "bot-failed");
  }

  /** One courteous line for a shopper who is not served; nobody is waited for any more. */
  Outcome blocked(Turn turn) {
    String memory = turn.memory();
    var decision = new Decision.Abstain();
    var found = new SearchResult(knowledge.generation(), List.of());
    return new Outcome(
        decision,
        null,
        new Reply(List.of(new Part.Text(says.of("blocked"))), null),
        memory == null ? DialogueMemory.fresh().toJson() : memory,
        ConversationState.BOT,
        null,
        null,
        null,
        List.of(),
        null,
        found,
        trace(
            "before-reading",
            new Policy.Verdict(decision, "blocked"),
            decision,
            null,
            found,
            new DecisionTrace.Micros(0, 0, 0)));
  }

  private Outcome read(Turn turn, DialogueMemory memory, String text) {
    try {
      return text.isBlank() ? wordless(turn, memory) : worded(turn, memory, text);
    } catch (MerchantAwayException e) {
      LOG.warn("the merchant's order system does not answer: {}", e.getMessage());
      return unread(turn, new Decision.OrdersAway(concerned(memory, text)), "merchant-away");
    }
  }

  /** Those whose matter it is: the task under way, or what is said. */
  private SkillGroup concerned(DialogueMemory memory, String text) {
    FlowState open = memory.flow();
    if (open == null && text.isBlank()) {
      return GENERAL;
    }
    Intent about =
        open == null
            ? understand.understand(text).intents().best().intent()
            : new Intent(open.flow());
    return new SkillGroup(catalog.of(about).group());
  }

  /** Pictures alone answer a task that waits for one, and are kept for one that may begin. */
  private Outcome wordless(Turn turn, DialogueMemory memory) {
    FlowState open = memory.flow();
    if (open != null && !turn.photos().isEmpty()) {
      long start = System.nanoTime();
      FlowTurn flowTurn = flowTurn(turn, memory, null, "");
      FlowStep step =
          flows.named(open.flow()).flatMap(flow -> flow.resume(open, flowTurn)).orElse(null);
      if (step != null) {
        var verdict =
            new Policy.Verdict(
                new Decision.Progress(new Intent(open.flow()), step, false), "photo");
        return outcome(
            turn,
            memory,
            flowTurn,
            null,
            new SearchResult(knowledge.generation(), List.of()),
            "flow-under-way",
            verdict,
            new DecisionTrace.Micros(0, 0, (System.nanoTime() - start) / 1000));
      }
    }
    return unread(turn, new Decision.AskForWords(), "no-words");
  }

  private FlowTurn flowTurn(
      Turn turn, DialogueMemory memory, @Nullable Understanding understanding, String text) {
    return new FlowTurn(
        turn.shopper(),
        text,
        understanding == null ? "" : understanding.utterance().text(),
        understanding == null ? List.of() : understanding.orders(),
        intent -> understanding == null ? 0 : understanding.intents().of(intent),
        Stream.concat(memory.photos().stream(), turn.photos().stream()).toList(),
        effects.seenBy(turn.key(), orders),
        memory.order(),
        turn.now(),
        flowSays);
  }

  private Outcome worded(Turn turn, DialogueMemory memory, String text) {
    Decided decided = decide(turn, memory, text);
    return decided == null
        ? unread(turn, new Decision.AskForWords(), "no-words")
        : carryOut(decided);
  }

  /** What is to be done about a message, before anything of it is done. */
  private record Decided(
      Turn turn,
      DialogueMemory memory,
      FlowTurn flowTurn,
      Understanding understanding,
      SearchResult found,
      String policy,
      Policy.Verdict verdict,
      DecisionTrace.Micros micros) {}

  private Outcome carryOut(Decided d) {
    return outcome(
        d.turn(),
        d.memory(),
        d.flowTurn(),
        d.understanding(),
        d.found(),
        d.policy(),
        d.verdict(),
        d.micros());
  }

  /** Nothing where nothing readable was said. */
  private @Nullable Decided decide(Turn turn, DialogueMemory memory, String text) {
    long start = System.nanoTime();
    Understanding understanding = understand.understand(text);
    if (understanding.utterance().isBlank()) {
      return null;
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
    FlowTurn flowTurn = flowTurn(turn, memory, understanding, text);
    var situation =
        new Situation(
            turn,
            memory,
            understanding,
            found,
            rules.get(),
            catalog,
            flows,
            flowTurn,
            others,
            settings,
            bounds.get());
    for (Policy policy : policies) {
      Policy.Verdict verdict = policy.decide(situation).orElse(null);
      if (verdict != null) {
        var micros =
            new DecisionTrace.Micros(
                (understood - start) / 1000,
                (recalled - understood) / 1000,
                (System.nanoTime() - recalled) / 1000);
        return new Decided(
            turn,
            memory,
            flowTurn,
            understanding,
            found,
            policy.name(),
            filled(situation, verdict).holdingBack(heldBack(situation, verdict)),
            micros);
      }
    }
    throw new IllegalStateException("the last policy decides always");
  }

  /** Whoever wonders why an entry was not told finds the threshold in the trace. */
  private static @Nullable Stake heldBack(Situation s, Policy.Verdict verdict) {
    return verdict.stake() != null
        ? null
        : s.found().hits().stream()
            .findFirst()
            .filter(hit -> hit.probability() >= s.risk().offer())
            .map(hit -> Policies.stakeOf(s, hit))
            .filter(stake -> stake.probability() < stake.threshold())
            .orElse(null);
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
                    new Decision.Answer(entry.withAnswer(text), probability),
                    verdict.reason(),
                    verdict.stake());
            case FillPlaceholders.Result.Unfillable(List<String> names) -> {
              LOG.warn("entry {}: the shop has no fact for {}", entry.id(), names);
              yield incomplete(s, new Intent(entry.intent()));
            }
          };
      case Decision.FollowRule(RuleId rule, String words, RuleEffect.Answer answer) ->
          switch (placeholders.fill(words)) {
            case FillPlaceholders.Result.Filled(String text) ->
                new Policy.Verdict(
                    new Decision.FollowRule(rule, text, answer), verdict.reason(), verdict.stake());
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
      case Decision.OrdersAway a -> verdict;
      case Decision.LeaveTicket l -> verdict;
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
      Turn turn,
      DialogueMemory before,
      FlowTurn flowTurn,
      @Nullable Understanding understanding,
      SearchResult found,
      String policy,
      Policy.Verdict verdict,
      DecisionTrace.Micros micros) {
    var doing = new Doing();
    Decision decision = settled(turn, verdict.decision(), doing);
    Staffing.Answer people = people(decision, turn);
    Reply reply = compose(decision, turn, people);
    DialogueMemory memory =
        remember(decision, before).having(done(decision)).aboutOrder(flowTurn.about());
    FlowState open = memory.flow();
    if (open != null && interrupts(decision)) {
      // A question in the middle of a task is answered, and what the task waits for is asked again.
      Open again = again(turn, open, flowTurn, doing);
      reply = new Reply(join(reply.parts(), again.parts()), again.asks());
      memory = memory.with(again.state());
    }
    FlowState suspended = memory.suspended();
    if (suspended != null && memory.flow() == null && isOver(decision)) {
      // The task that came between is done: the one before goes on where it was.
      Open again = again(turn, suspended, flowTurn, doing);
      reply = new Reply(join(reply.parts(), again.parts()), again.asks());
      memory = memory.suspending(null).with(again.state());
    }
    FlowState waiting = memory.flow();
    if (waiting != null && reply.asks() == null) {
      reply = new Reply(reply.parts(), waiting.waitsFor());
    }
    Handoff handoff = handoffOf(decision, turn, people);
    NewTicket ticket = ticketOf(decision, people);
    // Before it is told what runs out: names of goods come from the order, which tells that too.
    Briefing briefed =
        handoff == null && ticket == null ? null : briefing.of(decision, before, turn, flowTurn);
    return new Outcome(
        decision,
        null,
        reply,
        memory.toJson(),
        handoff == null ? stateAfter(decision, turn.state()) : ConversationState.QUEUED,
        handoff == null
            ? null
            : handoff
                .about(about(decision, before, understanding))
                .before(RunsOut.of(flowTurn, shop).orElse(null)),
        ticket,
        briefed,
        doing.done,
        understanding,
        found,
        trace(policy, verdict, decision, understanding, found, micros));
  }

  /** What a turn has asked for, each at its own place, and what of it is done. */
  private static final class Doing {
    private final List<Effect> done = new ArrayList<>();
    private int asked;
  }

  /** A task that goes on: what it says, what it waits for, and where it stands. */
  private record Open(List<Part> parts, @Nullable Asks asks, @Nullable FlowState state) {}

  private Open again(Turn turn, FlowState state, FlowTurn flowTurn, Doing doing) {
    FlowStep step =
        act(turn, flows.named(state.flow()).orElseThrow().askAgain(state, flowTurn), doing);
    return switch (step) {
      case FlowStep.Waiting(List<Part> parts, FlowState next) ->
          new Open(parts, next.waitsFor(), next);
      case FlowStep.Finished(List<Part> parts, var ending, var referral) ->
          new Open(parts, null, null);
      case FlowStep.Acting acting -> throw new IllegalStateException("it was acted on");
    };
  }

  /** The decision after everything is done that it asks for. */
  private Decision settled(Turn turn, Decision decision, Doing doing) {
    return decision instanceof Decision.Progress(var intent, FlowStep step, boolean started)
        ? new Decision.Progress(intent, act(turn, step, doing), started)
        : decision;
  }

  private FlowStep act(Turn turn, FlowStep step, Doing doing) {
    FlowStep next = step;
    while (next instanceof FlowStep.Acting(List<Effect> wanted, var then)) {
      List<EffectResult> results = new ArrayList<>();
      for (Effect effect : wanted) {
        EffectResult result = effects.apply(turn.key(), doing.asked++, turn.shopper(), effect);
        if (result instanceof EffectResult.Applied) {
          doing.done.add(effect);
        }
        results.add(result);
      }
      next = then.apply(results);
    }
    return next;
  }

  private Outcome unread(Turn turn, Decision decision, String reason) {
    DialogueMemory known =
        DialogueMemory.read(turn.memory()) instanceof DialogueMemory.Reading.Known(var memory)
            ? withKnownFlow(memory)
            : null;
    boolean handsOver = decision instanceof Decision.HandOver;
    FlowState open = known == null || handsOver ? null : known.flow();
    var found = new SearchResult(knowledge.generation(), List.of());
    Staffing.Answer people = people(decision, turn);
    Reply reply =
        reason.equals("bot-failed")
            ? new Reply(List.of(new Part.Text(says.of("failed"))), null)
            : compose(decision, turn, people);
    Handoff handoff = handoffOf(decision, turn, people);
    return new Outcome(
        decision,
        null,
        open == null ? reply : new Reply(reply.parts(), open.waitsFor()),
        memoryAfterUnread(turn, offeringTicket(turn, known, decision), handsOver),
        handoff == null ? stateAfter(decision, turn.state()) : ConversationState.QUEUED,
        handoff == null || known == null ? handoff : handoff.about(about(decision, known, null)),
        ticketOf(decision, people),
        handoff == null ? null : briefing.of(decision, DialogueMemory.fresh(), turn, null),
        List.of(),
        null,
        found,
        trace(
            "before-reading",
            new Policy.Verdict(decision, reason),
            decision,
            null,
            found,
            new DecisionTrace.Micros(0, 0, 0)));
  }

  /** Whoever waits for a person tells them, and needs no note. */
  private static boolean isTicketOffered(Turn turn) {
    return turn.state() != ConversationState.QUEUED;
  }

  private @Nullable DialogueMemory offeringTicket(
      Turn turn, @Nullable DialogueMemory known, Decision decision) {
    return known != null
            && isTicketOffered(turn)
            && decision instanceof Decision.OrdersAway(SkillGroup group)
        ? known.showing(
            List.of(new Offer.OfTicket(says.of("choice.ticket"), group.id(), "merchant-away")))
        : known;
  }

  /** People start afresh; else what is remembered stays, even what this version cannot read. */
  private static String memoryAfterUnread(
      Turn turn, @Nullable DialogueMemory known, boolean handsOver) {
    String stored = turn.memory();
    if (handsOver || (stored == null && known == null)) {
      return DialogueMemory.fresh().withPhotos(turn.photos()).toJson();
    }
    return known == null
        ? Objects.requireNonNull(stored)
        : known.withPhotos(turn.photos()).toJson();
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
      case Decision.OrdersAway a -> false;
      case Decision.LeaveTicket l -> false;
    };
  }

  /** In a stable word, for whoever takes over. */
  private static String done(Decision decision) {
    return switch (decision) {
      case Decision.Answer(var entry, var probability) -> "answer:" + entry.id().value();
      case Decision.Progress(var intent, var step, var started) -> "task:" + intent.id();
      case Decision.AdmitGap(var intent) -> "gap:" + intent.id();
      case Decision.Clarify c -> "clarify";
      case Decision.HandOver h -> "handover";
      case Decision.FollowRule r -> "rule";
      case Decision.KeepWaiting k -> "waiting";
      case Decision.ReturnToBot r -> "returned";
      case Decision.Socialise s -> "courtesy";
      case Decision.Abstain a -> "abstain";
      case Decision.AskToShorten a -> "too-long";
      case Decision.AskForWords a -> "no-words";
      case Decision.OrdersAway a -> "merchant-away";
      case Decision.LeaveTicket l -> "ticket";
    };
  }

  /** Whether a task has come to its end. */
  private static boolean isOver(Decision decision) {
    return decision instanceof Decision.Progress(var intent, FlowStep.Finished finished, var s)
        && finished.referral() == null;
  }

  private DialogueMemory remember(Decision decision, DialogueMemory before) {
    return switch (decision) {
      case Decision.Progress(var intent, FlowStep.Waiting waiting, boolean started) ->
          before
              .settled()
              .suspending(interrupted(before, waiting.state().flow(), started))
              .with(waiting.state())
              .about(intent.id())
              .withoutPhotos();
      case Decision.Progress(var intent, FlowStep step, boolean started) ->
          before
              .settled()
              .suspending(interrupted(before, intent.id(), started))
              .with(null)
              .about(intent.id())
              .withoutPhotos();
      case Decision.Clarify clarify -> before.offering(choices(clarify));
      case Decision.HandOver h ->
          DialogueMemory.fresh().about(before.topic()).trying(before.tried());
      case Decision.ReturnToBot r -> DialogueMemory.fresh().about(before.topic());
      case Decision.Answer(var entry, var probability) ->
          before.settled().withLast(entry.id().value()).about(entry.intent());
      case Decision.FollowRule f -> before.settled();
      // 都行 names no order: it must not be asked about for ever either.
      case Decision.Socialise s -> before.withFlowMissed();
      case Decision.KeepWaiting k -> before;
      case Decision.AdmitGap(var intent) -> before.settled().about(intent.id());
      case Decision.Abstain a -> before.withFlowMissed();
      case Decision.AskToShorten a -> before;
      case Decision.AskForWords a -> before;
      case Decision.OrdersAway a -> before;
      case Decision.LeaveTicket l -> before.settled();
    };
  }

  /** The task that a new one has interrupted, or the one that was interrupted before. */
  private static @Nullable FlowState interrupted(
      DialogueMemory before, String next, boolean started) {
    FlowState open = before.flow();
    return started && open != null && !open.flow().equals(next) ? open : before.suspended();
  }

  private static ConversationState stateAfter(Decision decision, ConversationState before) {
    return decision instanceof Decision.ReturnToBot ? ConversationState.BOT : before;
  }

  /** What a person has to do at once or later, whoever decided it; nothing else is left open. */
  private record Due(SkillGroup group, Priority priority, String reason, @Nullable String order) {}

  private @Nullable Due due(Decision decision) {
    if (decision instanceof Decision.HandOver(Handoff h)) {
      return new Due(h.group(), h.priority(), h.reason(), null);
    }
    if (decision instanceof Decision.LeaveTicket(SkillGroup group, String reason)) {
      return new Due(group, Priority.NORMAL, reason, null);
    }
    Referral referral = referralOf(decision);
    return decision instanceof Decision.Progress(Intent intent, var step, var s) && referral != null
        ? new Due(
            new SkillGroup(catalog.of(intent).group()),
            Priority.NORMAL,
            referral.reason(),
            referral.order())
        : null;
  }

  private static @Nullable Referral referralOf(Decision decision) {
    return decision instanceof Decision.Progress(var i, FlowStep.Finished finished, var s)
        ? finished.referral()
        : null;
  }

  /** Whether people see to it without the conversation. */
  private static boolean isReview(Decision decision) {
    Referral referral = referralOf(decision);
    return decision instanceof Decision.LeaveTicket
        || (referral != null && referral.how() == Referral.How.REVIEW);
  }

  /**
   * Whether people take what is due, asked once for a turn, so that what is said and what is done
   * agree. Whoever is urgent or waits already is not asked to come later.
   */
  private Staffing.Answer people(Decision decision, Turn turn) {
    Due due = due(decision);
    return due == null
            || due.priority() == Priority.URGENT
            || turn.state() == ConversationState.QUEUED
        ? new Staffing.Answer.Open()
        : staffing.of(due.group(), turn.now());
  }

  /** What it is about: what was said now where that is sure, else what was talked about. */
  private String about(
      Decision decision, DialogueMemory before, @Nullable Understanding understanding) {
    if (decision instanceof Decision.HandOver(Handoff handoff)
        && !handoff.reason().equals(Intent.WANTS_PERSON.id())
        && catalog.all().stream().anyMatch(known -> known.intent().id().equals(handoff.reason()))) {
      return handoff.reason();
    }
    String topic = WriteBriefing.intent(decision, before);
    if (!topic.isEmpty() || understanding == null) {
      return topic;
    }
    Intent best = understanding.intents().best().intent();
    return best.equals(Intent.OUT_OF_SCOPE) ? "" : best.id();
  }

  /**
   * A person goes on with the conversation: where there are any, and at any hour when it is urgent.
   * A conversation that waits already keeps its place and its group, unless something urgent has
   * come up.
   */
  private @Nullable Handoff handoffOf(Decision decision, Turn turn, Staffing.Answer people) {
    Due due = due(decision);
    if (due == null || isReview(decision)) {
      return null;
    }
    boolean urgent = due.priority() == Priority.URGENT;
    boolean now =
        people instanceof Staffing.Answer.Open
            && (urgent || turn.state() != ConversationState.QUEUED);
    return now ? new Handoff(due.group(), due.priority(), due.reason()) : null;
  }

  /** Something is left to be done later. */
  private @Nullable NewTicket ticketOf(Decision decision, Staffing.Answer people) {
    Due due = due(decision);
    if (due == null) {
      return null;
    }
    boolean later = isReview(decision) || !(people instanceof Staffing.Answer.Open);
    if (!later) {
      return null;
    }
    Referral referral = referralOf(decision);
    return new NewTicket(
        due.group(),
        due.priority(),
        due.reason(),
        due.order(),
        referral == null ? List.of() : referral.goods().stream().map(Dialogue::claimed).toList(),
        referral == null ? List.of() : referral.photos());
  }

  private static ClaimedItem claimed(Referral.Claimed goods) {
    return new ClaimedItem(goods.item(), goods.name(), goods.problem(), goods.amount());
  }

  private Reply compose(Decision decision, Turn turn, Staffing.Answer people) {
    return switch (decision) {
      case Decision.HandOver(Handoff handoff) -> text(handOver(handoff, turn.now(), people));
      case Decision.KeepWaiting k -> withChoice(says.of("waiting"), says.of("choice.back"));
      case Decision.ReturnToBot r -> text(says.of("returned"));
      case Decision.Socialise(var intent) -> text(says.of("social." + intent.id()));
      case Decision.Progress(var intent, FlowStep.Waiting waiting, var started) ->
          new Reply(waiting.parts(), waiting.state().waitsFor());
      case Decision.Progress(var intent, FlowStep.Finished finished, var started) ->
          new Reply(withPerson(intent, finished, turn, people), null);
      case Decision.Progress(var intent, FlowStep.Acting acting, var started) ->
          throw new IllegalStateException("it was acted on");
      case Decision.OrdersAway a ->
          new Reply(
              List.of(
                  new Part.Text(says.of("merchant-away")),
                  new Part.Choices(
                      (isTicketOffered(turn)
                              ? Stream.of("choice.ticket", "choice.person")
                              : Stream.of("choice.person"))
                          .map(says::of)
                          .map(choice -> new Part.Option(choice, choice))
                          .toList())),
              null);
      case Decision.LeaveTicket(SkillGroup group, String reason) ->
          text(says.of("ticket.left", groupName(group.id())));
      case Decision.Answer(var entry, var probability) -> new Reply(parts(entry), null);
      case Decision.FollowRule(var rule, var text, var answer) ->
          new Reply(parts(text, answer), null);
      case Decision.Clarify clarify ->
          new Reply(
              List.of(
                  new Part.Text(says.of("clarify")),
                  new Part.Choices(
                      choices(clarify).stream()
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

  /** What is shown to choose from, the honest last choice included. */
  private List<Offer> choices(Decision.Clarify clarify) {
    Intent otherwise = clarify.otherwise();
    if (otherwise == null) {
      return clarify.offers();
    }
    List<Offer> all = new ArrayList<>(clarify.offers());
    all.add(new Offer.NoneOfThese(says.of("choice.none"), otherwise.id()));
    return all;
  }

  /** A task that a person finishes: who it is and when. */
  private List<Part> withPerson(
      Intent intent, FlowStep.Finished finished, Turn turn, Staffing.Answer people) {
    Referral referral = finished.referral();
    if (referral == null || referral.how() == Referral.How.REVIEW) {
      return finished.parts();
    }
    var handoff =
        new Handoff(new SkillGroup(catalog.of(intent).group()), Priority.NORMAL, referral.reason());
    return join(finished.parts(), List.of(new Part.Text(handOver(handoff, turn.now(), people))));
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

  private String handOver(Handoff handoff, Instant now, Staffing.Answer people) {
    String group = groupName(handoff.group().id());
    if (handoff.priority() == Priority.URGENT) {
      return says.of("handover.safety", group);
    }
    return switch (people) {
      case Staffing.Answer.Open _ -> says.of("handover.now", group);
      case Staffing.Answer.Closed(Instant opens, Instant closes) ->
          says.of("ticket.person", group, flowSays.hours(opens, closes), flowSays.time(opens, now));
      case Staffing.Answer.Full(Instant callBack) ->
          says.of("ticket.full", group, flowSays.time(callBack, now));
    };
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
      Decision decision,
      @Nullable Understanding understanding,
      SearchResult found,
      DecisionTrace.Micros micros) {
    return new DecisionTrace(
        policy,
        verdict.reason(),
        decision.getClass().getSimpleName(),
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
        verdict.stake(),
        verdict.heldBack(),
        null,
        micros);
  }
}
