package io.xianda.flow;

import io.xianda.conversation.Part;
import io.xianda.flow.ClaimDraft.Line;
import io.xianda.flow.ClaimDraft.Stage;
import io.xianda.flow.ClaimedGoods.Goods;
import io.xianda.flow.ClaimedGoods.Named;
import io.xianda.intent.Intent;
import io.xianda.intent.slot.Fraction;
import io.xianda.intent.slot.YesNo;
import io.xianda.order.Effect;
import io.xianda.order.EffectResult;
import io.xianda.order.Order;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Something is wrong with goods that were delivered, or they are no longer wanted: finds out which
 * goods, what part, and what shows it, decides by the rules of the shop, reads it back, and has it
 * done. Each item is a claim of its own.
 *
 * <p>What is asked follows from the draft alone ({@link #next}), in the order of the rules: may it
 * be claimed at all, what is wrong, what part, the photo, the amount.
 */
final class ClaimFlow implements Flow {

  private static final String APPLY = "refund.apply";
  private static final String EXCHANGE = "refund.exchange";

  private static final Set<Intent> INTENTS =
      Stream.of(
              "quality.spoiled",
              "quality.damaged",
              "quality.missing",
              "quality.wrong_item",
              "quality.short_weight",
              "quality.poor",
              APPLY,
              EXCHANGE)
          .map(Intent::new)
          .collect(Collectors.toUnmodifiableSet());

  private static final List<String> AFTER_SALE =
      Stream.concat(INTENTS.stream().map(Intent::id), Stream.of("refund.policy", "quality.expiry"))
          .toList();

  private static final Pattern PARTS =
      Pattern.compile("[,，。;；!！\\s]|不是|没有?(?=.{0,4}(?:那么多|这么多))|是(?=[漏坏烂碎少])");

  private static final Pattern ASKS_ON = Pattern.compile("怎么(?!办|回事)|能吃|还能|多久|几天|会不会|为什么");

  private final ClaimDecision decision;
  private final CancelFlow cancel;

  ClaimFlow(ShopRules rules) {
    this.decision = new ClaimDecision(rules);
    this.cancel = new CancelFlow(rules);
  }

  @Override
  public Set<Intent> intents() {
    return INTENTS;
  }

  /** Own goods are named, with a fault, and the models think of something of the kind. */
  @Override
  public boolean hears(FlowTurn turn) {
    // The cheapest first: most messages are about something else.
    return AFTER_SALE.stream().mapToDouble(turn::likely).sum() >= 0.3
        && !ASKS_ON.matcher(turn.text()).find()
        && !Problem.in(turn.text()).isEmpty()
        && turn.namesOwnGoods();
  }

  @Override
  public FlowStep start(Intent intent, FlowTurn turn) {
    var draft =
        new ClaimDraft(
            turn.raw(),
            List.of(),
            intent.id().equals(EXCHANGE) || ClaimWords.EXCHANGE.matcher(turn.text()).find(),
            Stage.COLLECTING);
    if (turn.isGuest()) {
      return SignIn.ask(intent, draft, turn);
    }
    return begin(intent.id(), draft, turn, 1);
  }

  // ---- which goods

  private FlowStep begin(String flow, ClaimDraft draft, FlowTurn turn, int attempts) {
    List<Order> orders = turn.account().orders();
    if (orders.isEmpty()) {
      return FlowStep.Finished.declined(turn.says().of("claim.no-orders"));
    }
    List<Order> delivered = orders.stream().filter(ClaimFlow::isDelivered).toList();
    if (ChooseOrder.named(orders, turn, List.of(), ClaimFlow::isDelivered)
        instanceof ChooseOrder.NotTheirs) {
      return FlowStep.Finished.declined(turn.says().of("order.not-found"));
    }
    List<Order> meant = meant(orders, delivered, turn);
    List<Named> named = new ClaimedGoods(meant).in(turn.text());
    if (named.isEmpty()) {
      return withoutName(flow, draft, meant, turn, attempts);
    }
    List<Line> lines = new ArrayList<>();
    for (Named one : named) {
      if (one.candidates().size() > 1) {
        return whichItem(flow, draft, one.candidates(), turn, attempts);
      }
      lines.add(line(one.candidates().getFirst(), one.words(), flow, turn));
    }
    return toCancel(flow, lines, turn).orElseGet(() -> next(flow, draft.with(lines), turn, 1));
  }

  /** The orders among which goods are looked for: the one that is named, else those delivered. */
  private static List<Order> meant(List<Order> orders, List<Order> delivered, FlowTurn turn) {
    if (!turn.mentions().isEmpty()
        && ChooseOrder.named(orders, turn, List.of(), ClaimFlow::isDelivered)
            instanceof ChooseOrder.Chosen(Order order)) {
      return List.of(order);
    }
    if (!delivered.isEmpty() && !new ClaimedGoods(delivered).in(turn.text()).isEmpty()) {
      return delivered;
    }
    // Goods of an order that is still to come are named as well: the answer is its status.
    if (!new ClaimedGoods(orders).in(turn.text()).isEmpty()) {
      return orders;
    }
    return delivered.isEmpty() ? List.of(orders.getFirst()) : delivered;
  }

  private FlowStep withoutName(
      String flow, ClaimDraft draft, List<Order> meant, FlowTurn turn, int attempts) {
    if (meant.size() > 1) {
      return new FlowStep.Waiting(
          turn.says().whichOrder("claim.which-order", meant),
          new FlowState(
              flow, Asks.ORDER, attempts, meant.stream().map(Order::number).toList(), null, draft));
    }
    Order order = meant.getFirst();
    if (!isDelivered(order)) {
      return flow.equals(APPLY)
          ? cancel.about(order, turn)
          : FlowStep.Finished.declined(
              turn.says().of("claim.not-delivered", turn.says().name(order)));
    }
    List<Goods> goods = new ClaimedGoods(meant).all();
    if (goods.size() == 1) {
      Line line = line(goods.getFirst(), draft.said(), flow, turn);
      return next(flow, draft.with(List.of(line)), turn, 1);
    }
    return whichItem(flow, draft, goods, turn, attempts);
  }

  private static FlowStep whichItem(
      String flow, ClaimDraft draft, List<Goods> goods, FlowTurn turn, int attempts) {
    Set<Order> orders = goods.stream().map(Goods::order).collect(Collectors.toSet());
    return new FlowStep.Waiting(
        List.of(
            new Part.Text(turn.says().of("claim.which-item")),
            new Part.Choices(
                goods.stream()
                    .map(one -> one.item().name())
                    .distinct()
                    .map(name -> new Part.Option(name, name))
                    .toList())),
        new FlowState(
            flow,
            Asks.ITEM,
            attempts,
            orders.stream().map(Order::number).toList(),
            orders.size() == 1 ? orders.iterator().next().number() : null,
            draft));
  }

  static boolean isDelivered(Order order) {
    return order.status() == Order.Status.DELIVERED;
  }

  private Line line(Goods goods, String words, String flow, FlowTurn turn) {
    Problem expected = Problem.of(flow);
    Problem problem = Problem.of(words, expected);
    if (problem == Problem.UNKNOWN && expected == Problem.UNKNOWN) {
      problem = Problem.of(turn.text(), Problem.UNKNOWN);
    }
    boolean opened =
        goods.item().kind() == Order.Kind.PACKAGED
            && ClaimWords.OPENED.matcher(words).find()
            && !ClaimWords.UNOPENED.matcher(words).find();
    return new Line(
        goods.order().number(),
        goods.item().sku(),
        problem,
        BadPart.of(words, goods.item(), problem).orElse(null),
        ClaimWords.MONEY.matcher(turn.text()).find()
            && !ClaimWords.RESHIP.matcher(turn.text()).find(),
        turn.photos(),
        false,
        opened);
  }

  /** 退款 of what has not come yet is a wish to cancel. */
  private Optional<FlowStep> toCancel(String flow, List<Line> lines, FlowTurn turn) {
    return flow.equals(APPLY)
        ? turn.account()
            .order(lines.getFirst().order())
            .filter(order -> !isDelivered(order))
            .map(order -> cancel.about(order, turn))
        : Optional.empty();
  }

  // ---- what is to be said or asked next

  private FlowStep next(String flow, ClaimDraft draft, FlowTurn turn, int attempts) {
    FlowPhrases says = turn.says();
    List<Part> refusals = new ArrayList<>();
    List<Line> lines = new ArrayList<>();
    for (Line line : draft.lines()) {
      Optional<String> refusal = refusal(line, turn);
      if (refusal.isPresent()) {
        refusals.add(new Part.Text(refusal.get()));
      } else {
        lines.add(line);
      }
    }
    if (lines.isEmpty()) {
      return new FlowStep.Finished(refusals, FlowStep.Ending.DECLINED, null);
    }
    ClaimDraft open = draft.with(lines);
    turn.isAbout(lines.getFirst().order());
    return ask(flow, open, says, attempts, turn).after(refusals);
  }

  private Optional<String> refusal(Line line, FlowTurn turn) {
    Order order = turn.account().order(line.order()).orElse(null);
    Order.Item item = order == null ? null : order.item(line.item()).orElse(null);
    if (order == null || item == null) {
      return Optional.of(turn.says().of("order.not-found"));
    }
    Optional<String> refusal = decision.refusal(order, item, turn.now());
    if (refusal.isPresent()) {
      return refusal.map(key ->
          key.equals("claim.not-delivered")
              ? turn.says().of(key, turn.says().name(order))
              : turn.says().of(key, item.name()));
    }
    boolean returnable = item.kind() == Order.Kind.PACKAGED && !line.opened();
    return line.problem() == Problem.NO_REASON && !returnable
        ? Optional.of(turn.says().of("claim.no-reason", item.name()))
        : Optional.empty();
  }

  private FlowStep ask(
      String flow, ClaimDraft draft, FlowPhrases says, int attempts, FlowTurn turn) {
    for (Line line : draft.lines()) {
      if (line.problem() == Problem.UNKNOWN) {
        return waiting(
            flow, Asks.REASON, says.of("claim.reason", name(line, turn)), draft, attempts);
      }
    }
    if (draft.exchange() && draft.stage() == Stage.COLLECTING) {
      Line first = draft.lines().getFirst();
      switch (first.problem()) {
        case SPOILED, DAMAGED, SHORT_WEIGHT, NO_REASON -> {
          return new FlowStep.Waiting(
              says.confirm(says.of("claim.no-exchange", name(first, turn))),
              state(flow, Asks.CONFIRM, draft.at(Stage.REFUND_OFFERED), attempts));
        }
        case MISSING, WRONG_ITEM, POOR, UNKNOWN -> {}
      }
    }
    for (Line line : draft.lines()) {
      if (line.part() == null && !needsPerson(line)) {
        return waiting(
            flow,
            line.problem() == Problem.MISSING ? Asks.COUNT : Asks.EXTENT,
            says.of(
                switch (line.problem()) {
                  case SHORT_WEIGHT -> "claim.weights";
                  case MISSING -> "claim.count";
                  case SPOILED, DAMAGED, WRONG_ITEM, POOR, NO_REASON, UNKNOWN -> "claim.extent";
                },
                name(line, turn)),
            draft,
            attempts);
      }
      if (line.photos().isEmpty() && !line.withoutPhoto()) {
        return waiting(
            flow,
            Asks.PHOTO,
            says.of(
                line.problem() == Problem.SHORT_WEIGHT ? "claim.photo-scale" : "claim.photo",
                name(line, turn)),
            draft,
            attempts);
      }
    }
    return decided(flow, draft, turn, attempts);
  }

  /** Poor goods, opened packages, and what nobody has photographed: a person sets the amount. */
  private static boolean needsPerson(Line line) {
    return line.problem() == Problem.POOR || line.opened() || line.withoutPhoto();
  }

  private static FlowStep waiting(
      String flow, Asks asks, String text, ClaimDraft draft, int attempts) {
    return new FlowStep.Waiting(List.of(new Part.Text(text)), state(flow, asks, draft, attempts));
  }

  private static FlowState state(String flow, Asks asks, ClaimDraft draft, int attempts) {
    return new FlowState(flow, asks, attempts, List.of(), draft.lines().getFirst().order(), draft);
  }

  private static String name(Line line, FlowTurn turn) {
    return item(line, turn).name();
  }

  private static Order.Item item(Line line, FlowTurn turn) {
    return turn.account()
        .order(line.order())
        .flatMap(order -> order.item(line.item()))
        .orElseThrow(() -> new IllegalStateException("the line was checked before"));
  }

  // ---- the decision

  /** What the rules give for one line. */
  private record Outcome(Line line, Effect effect, boolean automatic, String words) {}

  private FlowStep decided(String flow, ClaimDraft draft, FlowTurn turn, int attempts) {
    List<Outcome> outcomes = outcomes(draft, turn);
    if (outcomes.isEmpty()) {
      return FlowStep.Finished.referred(
          forPersons(draft, turn),
          review(draft, "claim-for-person", draft.lines(), outcomes, turn));
    }
    FlowPhrases says = turn.says();
    String lines = outcomes.stream().map(Outcome::words).collect(Collectors.joining("\n"));
    boolean others = outcomes.size() < draft.lines().size();
    return new FlowStep.Waiting(
        says.confirm(
            says.of("claim.confirm", lines) + (others ? says.of("claim.others-person") : "")),
        state(flow, Asks.CONFIRM, draft.at(Stage.READ_BACK), attempts));
  }

  private List<Outcome> outcomes(ClaimDraft draft, FlowTurn turn) {
    FlowPhrases says = turn.says();
    List<Outcome> outcomes = new ArrayList<>();
    int claims = turn.account().claims();
    for (Line line : draft.lines()) {
      if (needsPerson(line)) {
        continue;
      }
      Order.Item item = item(line, turn);
      if (decision.reships(line, item)) {
        BigDecimal value = decision.value(line, item);
        boolean automatic = decision.isAutomatic(value, claims);
        Effect.Reship reship = decision.reship(line, item);
        outcomes.add(
            new Outcome(
                line,
                reship,
                automatic,
                says.of(
                    automatic ? "claim.line.reship" : "claim.line.reship-review",
                    item.name(),
                    String.valueOf(reship.pieces()))));
      } else {
        BigDecimal amount = decision.refund(line, item);
        if (amount.signum() <= 0) {
          continue;
        }
        boolean automatic = decision.isAutomatic(amount, claims);
        outcomes.add(
            new Outcome(
                line,
                new Effect.Refund(
                    line.order(),
                    line.item(),
                    amount,
                    automatic,
                    line.problem().intent(),
                    line.photos()),
                automatic,
                says.of(
                    automatic ? "claim.line.refund" : "claim.line.refund-review",
                    item.name(),
                    rule(line, says),
                    FlowPhrases.money(amount))));
      }
      claims++;
    }
    return outcomes;
  }

  /** By which rule. */
  private String rule(Line line, FlowPhrases says) {
    return switch (line.problem()) {
      case SPOILED, DAMAGED ->
          line.part() != null && decision.isWhole(line.part())
              ? says.of("claim.rule.whole")
              : says.of("claim.rule.part");
      case SHORT_WEIGHT -> says.of("claim.rule.double");
      case MISSING -> says.of("claim.rule.missing");
      case WRONG_ITEM -> says.of("claim.rule.wrong");
      case NO_REASON -> says.of("claim.rule.unopened");
      case POOR, UNKNOWN -> "";
    };
  }

  private static String forPersons(ClaimDraft draft, FlowTurn turn) {
    String names =
        draft.lines().stream()
            .map(line -> name(line, turn))
            .distinct()
            .collect(Collectors.joining("、"));
    boolean photo = draft.lines().stream().anyMatch(line -> !line.photos().isEmpty());
    return turn.says().of(photo ? "claim.person" : "claim.person-no-photo", names);
  }

  /**
   * What a person has to decide.
   *
   * @param open lines that are not settled yet
   * @param outcomes what the rules give, for those lines for which they do
   */
  private static Referral review(
      ClaimDraft draft, String reason, List<Line> open, List<Outcome> outcomes, FlowTurn turn) {
    List<Referral.Claimed> goods =
        open.stream()
            .map(line ->
                new Referral.Claimed(
                    line.item(),
                    name(line, turn),
                    line.problem().intent(),
                    claimed(line, outcomes)))
            .toList();
    return new Referral(
        Referral.How.REVIEW,
        reason,
        draft.lines().getFirst().order(),
        goods,
        open.stream().flatMap(line -> line.photos().stream()).distinct().toList());
  }

  private static @Nullable BigDecimal claimed(Line line, List<Outcome> outcomes) {
    return outcomes.stream()
        .filter(outcome -> outcome.line().equals(line))
        .map(Outcome::effect)
        .flatMap(effect ->
            effect instanceof Effect.Refund refund ? Stream.of(refund.amount()) : Stream.empty())
        .findFirst()
        .orElse(null);
  }

  private FlowStep carryOut(ClaimDraft draft, FlowTurn turn) {
    List<Outcome> outcomes = outcomes(draft, turn);
    // What is sent again only after a person has looked changes nothing yet.
    List<Outcome> acting =
        outcomes.stream()
            .filter(outcome -> outcome.automatic() || outcome.effect() instanceof Effect.Refund)
            .toList();
    if (acting.isEmpty()) {
      return FlowStep.Finished.referred(
          forPersons(draft, turn),
          review(draft, "claim-for-person", draft.lines(), outcomes, turn));
    }
    return new FlowStep.Acting(
        acting.stream().map(Outcome::effect).toList(),
        results -> carriedOut(draft, outcomes, acting, results, turn));
  }

  private static FlowStep carriedOut(
      ClaimDraft draft,
      List<Outcome> outcomes,
      List<Outcome> acting,
      List<EffectResult> results,
      FlowTurn turn) {
    FlowPhrases says = turn.says();
    List<String> lines = new ArrayList<>();
    List<Line> open = new ArrayList<>(draft.lines());
    String reason = acting.size() < draft.lines().size() ? "claim-for-person" : null;
    boolean done = false;
    for (int i = 0; i < acting.size(); i++) {
      Outcome outcome = acting.get(i);
      String name = name(outcome.line(), turn);
      switch (results.get(i)) {
        case EffectResult.Applied applied -> {
          done = true;
          if (outcome.automatic()) {
            open.remove(outcome.line());
          }
          switch (outcome.effect()) {
            case Effect.Refund(
                    var o,
                    var it,
                    BigDecimal amount,
                    boolean automatic,
                    var r,
                    var p) -> {
              lines.add(
                  says.of(
                      automatic ? "claim.done.refund" : "claim.done.review",
                      name,
                      FlowPhrases.money(amount)));
              reason = automatic ? reason : "claim-in-review";
            }
            default -> lines.add(says.of("claim.done.reship", name));
          }
        }
        case EffectResult.Refused refused -> {
          open.remove(outcome.line());
          lines.add(says.of("claim.refused", name));
        }
        case EffectResult.Unknown unknown -> {
          lines.add(says.of("claim.unknown", name));
          reason = "merchant-away";
        }
      }
    }
    if (outcomes.size() < draft.lines().size() || acting.size() < outcomes.size()) {
      lines.add(says.of("claim.done.others"));
    }
    return new FlowStep.Finished(
        List.of(new Part.Text(String.join("\n", lines))),
        done ? FlowStep.Ending.DONE : FlowStep.Ending.DECLINED,
        reason == null ? null : review(draft, reason, open, outcomes, turn));
  }

  // ---- answers

  @Override
  public Optional<FlowStep> resume(FlowState state, FlowTurn turn) {
    if (!(state.draft() instanceof ClaimDraft draft)) {
      return Optional.empty();
    }
    return switch (state.waitsFor()) {
      case SIGNIN ->
          SignIn.answered(turn, () -> begin(state.flow(), draft, turn.saying(draft.said()), 1));
      case ORDER -> order(state, draft, turn);
      case ITEM -> item(state, draft, turn);
      case CONFIRM -> confirmed(state, draft, turn);
      default -> told(state, draft, turn);
    };
  }

  private Optional<FlowStep> order(FlowState state, ClaimDraft draft, FlowTurn turn) {
    List<Order> orders = turn.account().orders();
    FlowTurn whole = turn.saying(draft.said() + "，" + turn.raw());
    return switch (ChooseOrder.named(orders, turn, state.shown(), ClaimFlow::isDelivered)) {
      case ChooseOrder.Chosen(Order order) ->
          Optional.of(inOrder(state.flow(), draft, order, whole));
      case ChooseOrder.NotTheirs foreign ->
          Optional.of(FlowStep.Finished.declined(turn.says().of("order.not-found")));
      case ChooseOrder.Several several -> Optional.empty();
      case ChooseOrder.AllOf all -> Optional.empty();
      case ChooseOrder.None none -> Optional.empty();
    };
  }

  private FlowStep inOrder(String flow, ClaimDraft draft, Order order, FlowTurn turn) {
    List<Named> named = new ClaimedGoods(List.of(order)).in(turn.text());
    var told = new ClaimDraft(turn.raw(), List.of(), draft.exchange(), Stage.COLLECTING);
    if (named.isEmpty() || named.stream().anyMatch(one -> one.candidates().size() > 1)) {
      return withoutName(flow, told, List.of(order), turn, 1);
    }
    List<Line> lines =
        named.stream()
            .map(one -> line(one.candidates().getFirst(), one.words(), flow, turn))
            .toList();
    return toCancel(flow, lines, turn).orElseGet(() -> next(flow, told.with(lines), turn, 1));
  }

  private Optional<FlowStep> item(FlowState state, ClaimDraft draft, FlowTurn turn) {
    List<Order> orders =
        turn.account().orders().stream()
            .filter(order -> state.shown().contains(order.number()))
            .toList();
    var goods = new ClaimedGoods(orders);
    List<Goods> meant = new ArrayList<>();
    for (Named one : goods.in(turn.text())) {
      if (one.candidates().size() > 1) {
        meant.clear();
        break;
      }
      meant.addAll(one.candidates());
    }
    if (meant.isEmpty()) {
      meant.addAll(goods.byPlace(turn.text()));
    }
    if (meant.isEmpty()) {
      return Optional.empty();
    }
    FlowTurn whole = turn.saying(draft.said() + "，" + turn.raw());
    List<Line> lines = new ArrayList<>();
    for (Goods one : meant) {
      String words =
          goods.in(turn.text()).stream()
              .filter(named -> named.candidates().equals(List.of(one)))
              .map(Named::words)
              .findFirst()
              .orElse("");
      lines.add(
          line(
              one,
              meant.size() == 1 ? whole.text() : draft.said() + "，" + words,
              state.flow(),
              whole));
    }
    return Optional.of(
        toCancel(state.flow(), lines, turn)
            .orElseGet(() -> next(state.flow(), draft.with(lines), turn, 1)));
  }

  /** An answer to why, how much or where is the photo, with whatever else it tells. */
  private Optional<FlowStep> told(FlowState state, ClaimDraft draft, FlowTurn turn) {
    ClaimDraft after = corrected(draft, turn);
    boolean learned = !after.equals(draft);
    Line asked = open(after, state.waitsFor());
    if (asked != null) {
      ClaimDraft answered = answered(after, asked, state.waitsFor(), turn);
      learned |= !answered.equals(after);
      after = answered;
    }
    if (learned) {
      return Optional.of(next(state.flow(), after, turn, 1));
    }
    boolean vague =
        (state.waitsFor() == Asks.EXTENT || state.waitsFor() == Asks.COUNT)
            && !Problem.in(turn.text()).isEmpty();
    return vague && state.attempts() < FlowState.MOST_ATTEMPTS
        ? Optional.of(next(state.flow(), after, turn, state.attempts() + 1))
        : Optional.empty();
  }

  /** The line that the question was about: the first that lacks what was asked. */
  private static @Nullable Line open(ClaimDraft draft, Asks asks) {
    return draft.lines().stream()
        .filter(line ->
            switch (asks) {
              case REASON -> line.problem() == Problem.UNKNOWN;
              case EXTENT, COUNT -> line.part() == null && !needsPerson(line);
              case PHOTO -> line.photos().isEmpty() && !line.withoutPhoto();
              default -> false;
            })
        .findFirst()
        .orElse(null);
  }

  private ClaimDraft answered(ClaimDraft draft, Line asked, Asks asks, FlowTurn turn) {
    ClaimDraft after = draft;
    Line line = asked;
    Order.Item item = item(line, turn);
    if (asks == Asks.REASON) {
      Problem problem =
          Problem.reason(turn).orElse(isAnswer(turn) ? Problem.NO_REASON : Problem.UNKNOWN);
      Line told = line.with(problem);
      if (item.kind() == Order.Kind.PACKAGED
          && ClaimWords.OPENED.matcher(turn.text()).find()
          && !ClaimWords.UNOPENED.matcher(turn.text()).find()) {
        told = told.openedAlready();
      }
      Line withProblem = told;
      after = after.with(line, old -> withProblem);
      line = withProblem;
    }
    if (line.part() == null && line.problem() != Problem.UNKNOWN) {
      Optional<Fraction> part = BadPart.of(turn.text(), item, line.problem());
      if (part.isPresent()) {
        Line told = line.with(part.get());
        after = after.with(line, old -> told);
        line = told;
      }
    }
    if (line.photos().isEmpty() && !line.withoutPhoto()) {
      if (!turn.photos().isEmpty()) {
        after = withPhotos(after, line, turn.photos());
      } else if (ClaimWords.NO_PHOTO.matcher(turn.text()).find() || refusesPhoto(asks, turn)) {
        after = after.with(line, Line::lackingPhoto);
      }
    }
    return after;
  }

  private static boolean refusesPhoto(Asks asks, FlowTurn turn) {
    return asks == Asks.PHOTO
        && (YesNo.of(turn.text()) == YesNo.NO
            || ClaimWords.DOES_NOT_KNOW.matcher(turn.text()).find());
  }

  /** A reason in plain words, and not a question of its own. */
  private static boolean isAnswer(FlowTurn turn) {
    return !turn.text().isBlank()
        && !turn.text().contains("?")
        && !ClaimWords.DOES_NOT_KNOW.matcher(turn.text()).find();
  }

  /** One picture for each line that lacks one, the rest for the first. */
  private static ClaimDraft withPhotos(ClaimDraft draft, Line first, List<String> photos) {
    List<Line> lacking =
        draft.lines().stream()
            .filter(line -> line.photos().isEmpty() && !line.withoutPhoto())
            .toList();
    if (photos.size() < 2 || lacking.size() < 2) {
      return draft.with(first, line -> line.with(photos));
    }
    ClaimDraft after = draft;
    for (int i = 0; i < Math.min(photos.size(), lacking.size()); i++) {
      String photo = photos.get(i);
      after = after.with(lacking.get(i), line -> line.with(List.of(photo)));
    }
    return after;
  }

  /** What the words change of what was told before: other goods, more goods, another part. */
  private ClaimDraft corrected(ClaimDraft draft, FlowTurn turn) {
    String text = turn.text();
    ClaimDraft after = draft;
    List<Order> orders =
        turn.account().orders().stream()
            .filter(order -> order.number().equals(draft.lines().getFirst().order()))
            .toList();
    for (Named named : new ClaimedGoods(orders).in(text)) {
      if (named.candidates().size() > 1) {
        continue;
      }
      Goods goods = named.candidates().getFirst();
      Line known =
          after.lines().stream()
              .filter(line -> line.item().equals(goods.item().sku()))
              .findFirst()
              .orElse(null);
      if (known != null) {
        Optional<Fraction> part =
            known.problem() == Problem.SPOILED
                    || known.problem() == Problem.DAMAGED
                    || known.problem() == Problem.MISSING
                    || known.problem() == Problem.SHORT_WEIGHT
                ? BadPart.of(named.words(), goods.item(), known.problem())
                : Optional.empty();
        if (part.isPresent()) {
          after = after.with(known, line -> line.with(part.get()));
        }
      } else if (ClaimWords.CORRECTS.matcher(text).find()) {
        Line last = after.lines().getLast();
        Line other = line(goods, named.words(), last.problem().intent(), turn);
        Problem problem = other.problem() == Problem.UNKNOWN ? last.problem() : other.problem();
        Line replaced = other.with(problem).with(last.photos());
        after = after.with(last, line -> replaced);
      } else if (!Problem.in(named.words()).isEmpty()) {
        List<Line> more = new ArrayList<>(after.lines());
        more.add(line(goods, named.words(), "", turn).with(List.of()));
        after = after.with(more);
      }
    }
    return after;
  }

  private Optional<FlowStep> confirmed(FlowState state, ClaimDraft draft, FlowTurn turn) {
    String text = turn.text();
    Confirmation said = Confirmation.of(text);
    if (draft.stage() == Stage.REFUND_OFFERED) {
      boolean takesMoney =
          ClaimWords.MONEY.matcher(text).find() && !ClaimWords.NO_MONEY.matcher(text).find();
      return switch (takesMoney ? Confirmation.YES : said) {
        case YES -> Optional.of(next(state.flow(), draft, turn, 1));
        case NO ->
            Optional.of(FlowStep.Finished.declined(turn.says().of("claim.exchange-refused")));
        case UNCLEAR -> Optional.empty();
      };
    }
    ClaimDraft after = corrected(draft, turn);
    if (!after.equals(draft)) {
      return Optional.of(next(state.flow(), after.at(Stage.REFUND_OFFERED), turn, 1));
    }
    Optional<ClaimDraft> otherPart = otherPart(draft, text, said, turn);
    if (otherPart.isPresent()) {
      return Optional.of(next(state.flow(), otherPart.get().at(Stage.REFUND_OFFERED), turn, 1));
    }
    if (disputes(text, said, turn)) {
      return Optional.of(
          FlowStep.Finished.referred(
              turn.says().of("claim.disputed"),
              new Referral(
                  Referral.How.PERSON, "refund-amount", draft.lines().getFirst().order())));
    }
    Optional<ClaimDraft> otherWay = otherWay(draft, text, turn);
    if (otherWay.isPresent()) {
      return Optional.of(next(state.flow(), otherWay.get().at(Stage.REFUND_OFFERED), turn, 1));
    }
    return switch (said) {
      case YES -> Optional.of(carryOut(draft, turn));
      case NO -> Optional.of(calledOff(turn));
      case UNCLEAR -> Optional.empty();
    };
  }

  private static boolean disputes(String text, Confirmation said, FlowTurn turn) {
    return ClaimWords.DISPUTES.matcher(text).find()
        || (said != Confirmation.YES
            && (ClaimWords.WANTS_MORE.matcher(text).find() || turn.likely("refund.amount") >= 0.6));
  }

  /** 不用补了退钱吧, and the other way round. */
  private Optional<ClaimDraft> otherWay(ClaimDraft draft, String text, FlowTurn turn) {
    boolean money = ClaimWords.MONEY.matcher(text).find();
    boolean reship = ClaimWords.RESHIP.matcher(text).find();
    if (money == reship) {
      return Optional.empty();
    }
    ClaimDraft after = draft;
    for (Line line : draft.lines()) {
      boolean choice = line.problem() == Problem.MISSING || line.problem() == Problem.WRONG_ITEM;
      if (choice && line.money() != money && item(line, turn).inStock()) {
        after = after.with(line, old -> old.wantingMoney(money));
      }
    }
    return after.equals(draft) ? Optional.empty() : Optional.of(after);
  }

  /** 不是两成，是一半: another part than the one that was read back. */
  private Optional<ClaimDraft> otherPart(
      ClaimDraft draft, String text, Confirmation said, FlowTurn turn) {
    boolean wantsMore =
        ClaimWords.DISPUTES.matcher(text).find() || ClaimWords.WANTS_MORE.matcher(text).find();
    if (draft.lines().size() > 1 || said == Confirmation.YES || wantsMore) {
      return Optional.empty();
    }
    Line line = draft.lines().getFirst();
    return switch (line.problem()) {
      case SPOILED, DAMAGED, MISSING, SHORT_WEIGHT ->
          lastPart(text, line, turn)
              .filter(part -> !part.equals(line.part()))
              .map(part -> draft.with(line, old -> old.with(part)));
      case WRONG_ITEM, POOR, NO_REASON, UNKNOWN -> Optional.empty();
    };
  }

  /** 没有一半，也就两成: of several parts the last is meant. */
  private static Optional<Fraction> lastPart(String text, Line line, FlowTurn turn) {
    List<String> clauses = PARTS.splitAsStream(text).toList();
    List<String> bad = clauses.stream().filter(clause -> !Problem.in(clause).isEmpty()).toList();
    for (String clause :
        Stream.concat(bad.reversed().stream(), clauses.reversed().stream()).toList()) {
      Optional<Fraction> part = BadPart.of(clause, item(line, turn), line.problem());
      if (part.isPresent()) {
        return part;
      }
    }
    return BadPart.of(text, item(line, turn), line.problem());
  }

  @Override
  public FlowStep askAgain(FlowState state, FlowTurn turn) {
    FlowPhrases says = turn.says();
    if (!(state.draft() instanceof ClaimDraft draft)) {
      return calledOff(turn);
    }
    return switch (state.waitsFor()) {
      case SIGNIN -> SignIn.askAgain(state, turn);
      case ORDER -> {
        List<Order> shown =
            turn.account().orders().stream()
                .filter(order -> state.shown().contains(order.number()))
                .toList();
        yield new FlowStep.Waiting(says.whichOrder("claim.which-order", shown), state);
      }
      case ITEM ->
          whichItem(
              state.flow(),
              draft,
              new ClaimedGoods(
                      turn.account().orders().stream()
                          .filter(order -> state.shown().contains(order.number()))
                          .toList())
                  .all(),
              turn,
              state.attempts());
      default ->
          next(
              state.flow(),
              draft.stage() == Stage.REFUND_OFFERED && state.waitsFor() == Asks.CONFIRM
                  ? draft.at(Stage.COLLECTING)
                  : draft,
              turn,
              state.attempts());
    };
  }
}
