package io.xianda.dialogue;

import io.xianda.conversation.ConversationState;
import io.xianda.conversation.Part;
import io.xianda.conversation.ShopperId;
import io.xianda.flow.Asks;
import io.xianda.flow.Draft;
import io.xianda.flow.FlowPhrases;
import io.xianda.flow.FlowState;
import io.xianda.flow.FlowTurn;
import io.xianda.flow.Flows;
import io.xianda.flow.ShopRules;
import io.xianda.intent.Intent;
import io.xianda.intent.IntentCatalog;
import io.xianda.intent.IntentPrediction;
import io.xianda.intent.Normaliser;
import io.xianda.intent.ScoredIntent;
import io.xianda.intent.Understanding;
import io.xianda.intent.slot.OrderMention;
import io.xianda.knowledge.Entry;
import io.xianda.knowledge.EntryFile;
import io.xianda.knowledge.Generation;
import io.xianda.knowledge.Hit;
import io.xianda.knowledge.SearchResult;
import io.xianda.order.DemoShop;
import io.xianda.order.TurnKey;
import io.xianda.rules.KeywordRule;
import io.xianda.rules.RuleBook;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A situation made by hand, where neither model nor search has a say: {@code
 * somebodySays("到哪了").meaning("delivery.track", 0.4).isRuled()}.
 */
final class Supposing {

  static final IntentCatalog CATALOG = IntentCatalog.shipped();

  private static final Map<String, Entry> ENTRIES =
      EntryFile.demo().stream()
          .collect(Collectors.toMap(entry -> entry.id().value(), Function.identity()));
  private static final Instant NOW = Instant.parse("2026-06-15T02:30:00Z");
  private static final DemoShop SHOP = DemoShop.shipped(Clock.fixed(NOW, ZoneOffset.UTC));

  private final String text;
  private final List<ScoredIntent> intents = new ArrayList<>();
  private final List<Hit> hits = new ArrayList<>();
  private String shopper = "lin";
  private double inScope = 1;
  private ConversationState state = ConversationState.BOT;
  private @Nullable FlowState flow;
  private @Nullable String topic;
  private int clarifications;
  private @Nullable Patience patience;
  private List<Offer> offers = List.of();
  private RuleBook rules = RuleBook.empty();

  private Supposing(String text) {
    this.text = text;
  }

  /** What the first policy that applies says. */
  record Ruling(String policy, String reason, Decision decision) {}

  static Supposing somebodySays(String text) {
    return new Supposing(text);
  }

  static Entry entry(String id) {
    return Objects.requireNonNull(ENTRIES.get(id), () -> "the demo shop has no entry " + id);
  }

  Supposing whoIs(String id) {
    shopper = id;
    return this;
  }

  Supposing meaning(String intent, double probability) {
    intents.add(new ScoredIntent(new Intent(intent), probability));
    return this;
  }

  Supposing inScope(double probability) {
    inScope = probability;
    return this;
  }

  Supposing finding(String entry, double probability) {
    return finding(entry(entry), probability);
  }

  /** Without evidence: no policy looks at it, and its features are the ranker's own matter. */
  @SuppressWarnings("NullAway")
  Supposing finding(Entry entry, double probability) {
    hits.add(new Hit(entry, probability, null));
    return this;
  }

  Supposing whileQueued() {
    state = ConversationState.QUEUED;
    return this;
  }

  Supposing inTheMiddleOf(String task) {
    flow = new FlowState(task, Asks.ORDER, 1, List.of(), null, Draft.EMPTY);
    return lastAbout(task);
  }

  /** The last task or question was about this. */
  Supposing lastAbout(String intent) {
    topic = intent;
    return this;
  }

  Supposing where(KeywordRule... all) {
    rules = Rules.book(all);
    return this;
  }

  Supposing afterClarifications(int count) {
    clarifications = count;
    return this;
  }

  /** The same, or nearly, was said before. */
  Supposing after(String said, int times, int angry) {
    patience = new Patience(said, times, angry);
    return this;
  }

  Supposing whereWasOffered(Offer... choices) {
    offers = List.of(choices);
    return this;
  }

  Ruling isRuled() {
    Situation situation = situation();
    for (Policy policy : Policies.inOrder()) {
      Policy.Verdict verdict = policy.decide(situation).orElse(null);
      if (verdict != null) {
        return new Ruling(policy.name(), verdict.reason(), verdict.decision());
      }
    }
    throw new AssertionError("no policy had an opinion about " + text);
  }

  /** All intents of the catalogue, those that were not named at the end. */
  private List<ScoredIntent> rankedAsTheModelDoes() {
    List<ScoredIntent> ranked = new ArrayList<>(intents);
    for (Intent intent : CATALOG.intents()) {
      if (intents.stream().noneMatch(scored -> scored.intent().equals(intent))) {
        ranked.add(new ScoredIntent(intent, 0));
      }
    }
    ranked.sort(Comparator.comparingDouble(ScoredIntent::probability).reversed());
    return ranked;
  }

  private Situation situation() {
    DialogueSettings settings = Risk.settings(Risk.ROUND);
    List<ScoredIntent> ranked = rankedAsTheModelDoes();
    hits.sort(Comparator.comparingDouble(Hit::probability).reversed());
    var id = new ShopperId(shopper);
    var memory =
        new DialogueMemory(
            DialogueMemory.VERSION,
            flow,
            null,
            clarifications,
            offers,
            null,
            topic,
            null,
            null,
            List.of(),
            List.of(),
            patience);
    var understanding =
        new Understanding(
            Normaliser.normalise(text),
            new float[0],
            new IntentPrediction(ranked, inScope),
            OrderMention.in(text));
    return new Situation(
        new Turn(
            id, state, memory.toJson(), List.of(new Part.Text(text)), NOW, new TurnKey("turn")),
        memory,
        understanding,
        new SearchResult(new Generation(1), hits),
        rules,
        CATALOG,
        Flows.all(ShopRules.defaults()),
        new FlowTurn(
            id,
            text,
            understanding.utterance().text(),
            understanding.orders(),
            understanding.intents()::of,
            List.of(),
            SHOP,
            null,
            NOW,
            new FlowPhrases(settings.zone())),
        OtherCompanies.shipped(),
        settings,
        RiskBounds.of(FittedRisk.none()));
  }
}
