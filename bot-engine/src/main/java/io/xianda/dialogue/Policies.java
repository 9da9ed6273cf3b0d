package io.xianda.dialogue;

import io.xianda.flow.Asks;
import io.xianda.flow.Flow;
import io.xianda.flow.FlowState;
import io.xianda.flow.FlowStep;
import io.xianda.handoff.Handoff;
import io.xianda.handoff.Priority;
import io.xianda.handoff.SkillGroup;
import io.xianda.intent.Action;
import io.xianda.intent.Intent;
import io.xianda.intent.Normaliser;
import io.xianda.intent.ScoredIntent;
import io.xianda.intent.slot.Emotion;
import io.xianda.knowledge.EntryId;
import io.xianda.knowledge.Hit;
import io.xianda.rules.RuleEffect;
import io.xianda.rules.RuleMatch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The rules of the dialogue, in their order; the first that applies wins. */
final class Policies {

  /** Why a person takes over whom the bot has asked back twice. */
  static final String NOT_UNDERSTOOD = "not-understood";

  /** A clarification has room for these. */
  private static final int MOST_OFFERS = 3;

  /** How many of the likeliest intents are looked at besides the first; the others are noise. */
  private static final int RIVALS = 5;

  /** An entry less likely than this is not offered, even where nothing else is. */
  private static final double LEAST_OF_INTENT = 0.01;

  /**
   * What can be asked about any of a thousand goods, and about most of them no entry is written.
   */
  private static final Set<String> ABOUT_ANY_GOODS =
      Set.of("product.spec", "product.usage", "product.storage");

  private Policies() {}

  /** The one list. */
  static List<Policy> inOrder() {
    return List.of(
        // Somebody may be ill: nothing else matters, not even a task under way.
        policy("food-safety", Policies::foodSafety),
        // 才补五块, after a coupon for lateness: more of the same, and no dispute over a refund.
        policy("same-again", Policies::sameAgain),
        // Whoever asks for a person gets one; asking again what they want would be an insult.
        policy("person-due", Policies::personDue),
        // Whoever no longer wants to wait need not.
        policy("back-to-bot", Policies::backToBot),
        // A tap on an offered choice needs no guessing.
        policy("choice-taken", Policies::choiceTaken),
        // An answer to what the task under way has asked; a question in between falls through to
        // the rules below.
        policy("flow-under-way", Policies::flowUnderWay),
        // What operators want said to these words today beats whatever the models make of them, but
        // neither of the above.
        policy("operator-rule", Policies::operatorRule),
        // Said again after the bot had to ask, or a third time, or angry again with nothing sure to
        // be said or done: the next try of the bot would not help either.
        policy("out-of-patience", Policies::outOfPatience),
        // Courtesies before knowledge: 谢谢 must not find an entry about thanks.
        policy("social", Policies::social),
        // What was bought elsewhere, 我在盒马买的虾还没到, only they know about.
        policy("other-company", Policies::otherCompany),
        // None of our business: before anything that could assert something.
        policy("out-of-scope", Policies::outOfScope),
        // An entry to be told and a task to be started, and either may well be meant: both are
        // offered, once, and neither is done unasked.
        policy("two-readings", Policies::twoReadings),
        // The shopper's own order beats the general rule.
        policy("flow-start", Policies::flowStart),
        // What the knowledge base says, where the risk allows.
        policy("answer", Policies::answer),
        // What it has asked for was not in the words, nor anything else that is clear: it asks once
        // more, and then leaves it to a person.
        policy("asked-again", Policies::askedAgain),
        // While a person is on the way the bot still answers what it knows for sure, and notes all
        // the rest for them.
        policy("waiting-for-person", Policies::waitingForPerson),
        // A task that the bot cannot finish by itself goes to those who can.
        policy("task-for-person", Policies::taskForPerson),
        // Clear what is asked, and no entry that fits: those about it are offered, where there are
        // so few questions of its kind that one of them may well be it; else it says so.
        policy("gap", Policies::gap),
        // 那我自己吃吧, when all is done: nothing is asked.
        policy("remark", Policies::remark),
        // Not sure: ask, but not for ever.
        policy("clarify", Policies::clarify),
        // Nothing to ask about either.
        policy("abstain", s -> verdict(new Decision.Abstain(), "nothing-likely")));
  }

  private static final Pattern ILL = Pattern.compile("拉肚子|上吐下泻|食物中毒|腹泻|吃坏|吃吐|拉稀|呕吐|进医院|急诊");

  private static final Pattern CALLS_OFF =
      Pattern.compile("^(?:那?就?算了|不(?:办|弄|问|查|改|退|要|用)了|先不(?!急|忙|着急))|(?:还是)?算了吧?$");

  private static final Pattern PERSON = Pattern.compile("人工|真人");

  private static final Pattern QUESTION =
      Pattern.compile("怎么|怎样|咋|什么|啥|多少|多久|几|吗|么|呢|能不能|可不可以|为何|哪|\\?");

  private static final Pattern ASKS_RULE =
      Pattern.compile(
          "(?:怎么|怎样|咋|如何)(?:个)?(?:赔|退|算|处理|补偿)|(?:赔|退|补偿)(?:多少|几)|(?:赔|退)不(?:赔|退)|赔法|哪能赔|(?:什么|啥)(?:规矩|规则|标准|政策)|规矩[,，]|规矩是");

  private static final Pattern BACK_TO_BOT =
      Pattern.compile("不用人工|不要人工|不转了|取消人工|不等了|继续问机器人|回到机器人|不用转");

  private static Optional<Policy.Verdict> foodSafety(Situation s) {
    double likely = s.intents().of(Intent.FOOD_SAFETY);
    boolean ill = ILL.matcher(s.understanding().utterance().text()).find();
    if (likely >= s.risk().safety() || (ill && likely >= 0.05)) {
      return handOver(s, Intent.FOOD_SAFETY, "food-safety");
    }
    return Optional.empty();
  }

  private static final Set<String> DELIVERY_TASKS =
      Set.of("delivery.late", "delivery.eta", "delivery.track");

  private static final Pattern THE_OTHER =
      Pattern.compile("^(?:那|还有|再看看)?(?:另一|另外那?|第二|别的那)(?:个|单).{0,6}$");

  private static Optional<Policy.Verdict> sameAgain(Situation s) {
    String topic = s.memory().topic();
    if (topic == null || s.memory().flow() != null) {
      return Optional.empty();
    }
    boolean moreForLateness =
        DELIVERY_TASKS.contains(topic) && s.best().id().equals("refund.amount");
    boolean theOther = THE_OTHER.matcher(s.understanding().utterance().text()).find();
    String again = moreForLateness ? "delivery.late" : topic;
    return moreForLateness || theOther
        ? s.flows()
            .named(again)
            .flatMap(flow -> verdict(start(flow, new Intent(again), s), "same-again"))
        : Optional.empty();
  }

  private static Optional<Policy.Verdict> askedAgain(Situation s) {
    FlowState state = s.memory().flow();
    if (state == null || s.isQueued()) {
      return Optional.empty();
    }
    return s.flows()
        .named(state.flow())
        .flatMap(flow ->
            state.attempts() < FlowState.MOST_ATTEMPTS
                ? verdict(again(s, flow), "not-answered")
                : handOver(s, new Intent(state.flow()), NOT_UNDERSTOOD));
  }

  private static Optional<Policy.Verdict> remark(Situation s) {
    String text = s.understanding().utterance().text();
    boolean afterwards = s.memory().topic() != null && s.memory().flow() == null;
    return afterwards
            && !s.isQueued()
            && !isQuestion(s)
            && text.length() <= 16
            && s.intents().best().probability() < 3 * s.risk().plausible()
            && bestEntry(s) < 3 * s.risk().plausible()
        ? verdict(new Decision.Socialise(new Intent("chat.affirm")), "remark")
        : Optional.empty();
  }

  private static Optional<Policy.Verdict> outOfPatience(Situation s) {
    Patience before = s.patience();
    if (before == null || s.isQueued()) {
      return Optional.empty();
    }
    Intent about = topic(s).orElse(s.best());
    String text = s.understanding().utterance().text();
    // A task has its own count, and its answers may well be the same for two of its questions;
    // courtesies and nonsense may be repeated for ever.
    boolean asks =
        s.memory().flow() == null
            && s.bestAction() != Action.SOCIAL
            && s.bestAction() != Action.ABSTAIN;
    int enough = s.memory().clarifications() > 0 ? 2 : 3;
    if (asks && before.isSame(text) && before.times() + 1 >= enough) {
      return handOver(s, about, "said-again");
    }
    boolean angryAgain =
        before.angry() > 0 && Emotion.of(s.turn().text()).level() == Emotion.Level.ANGRY;
    return angryAgain && flowStart(s).isEmpty() && answer(s).isEmpty()
        ? handOver(s, about, "angry-again")
        : Optional.empty();
  }

  private static Optional<Policy.Verdict> personDue(Situation s) {
    // 转人工与投诉, tapped, is a choice and not a wish.
    if (s.isQueued() || s.takenOffer().isPresent()) {
      return Optional.empty();
    }
    double due = 0;
    ScoredIntent likeliest = null;
    for (ScoredIntent scored : s.intents().ranked()) {
      if (s.catalog().of(scored.intent()).action() == Action.HUMAN) {
        due += scored.probability();
        likeliest = likeliest == null ? scored : likeliest;
      }
    }
    if (likeliest == null || due < s.risk().person()) {
      return Optional.empty();
    }
    Intent intent = likeliest.intent();
    FlowState open = s.memory().flow();
    // What a claim comes to is disputed, or corrected: the claim itself tells which.
    if (intent.id().equals("refund.amount") && open != null && open.waitsFor() == Asks.CONFIRM) {
      return Optional.empty();
    }
    // Who asks for a person after a task or a question goes to those who know about it.
    Intent about = intent.equals(Intent.WANTS_PERSON) ? topic(s).orElse(intent) : intent;
    return handOver(s, about, intent.id());
  }

  /** What the last task or question was about; an entry may be about nothing in the catalogue. */
  private static Optional<Intent> topic(Situation s) {
    return s.catalog().intents().stream()
        .filter(intent -> intent.id().equals(s.memory().topic()))
        .findFirst();
  }

  private static Optional<Policy.Verdict> backToBot(Situation s) {
    return s.isQueued() && BACK_TO_BOT.matcher(s.understanding().utterance().text()).find()
        ? verdict(new Decision.ReturnToBot(), "shopper-went-back")
        : Optional.empty();
  }

  private static Optional<Policy.Verdict> waitingForPerson(Situation s) {
    return s.isQueued() ? verdict(new Decision.KeepWaiting(), "queued") : Optional.empty();
  }

  private static Optional<Policy.Verdict> choiceTaken(Situation s) {
    return s.takenOffer()
        .flatMap(offer ->
            switch (offer) {
              case Offer.OfEntry(String label, String entry) ->
                  s.found().hits().stream()
                      .filter(hit -> hit.entry().id().value().equals(entry))
                      .findFirst()
                      .flatMap(hit -> verdict(answer(hit), "choice"));
              case Offer.OfIntent(String label, String intent) ->
                  takenIntent(s, new Intent(intent));
              case Offer.NoneOfThese(String label, String intent) ->
                  s.catalog().knows(new Intent(intent))
                      ? verdict(new Decision.AdmitGap(new Intent(intent)), "none-of-these")
                      : Optional.empty();
              case Offer.OfTicket(String label, String group, String reason) ->
                  verdict(new Decision.LeaveTicket(new SkillGroup(group), reason), "choice");
            });
  }

  private static Optional<Policy.Verdict> takenIntent(Situation s, Intent intent) {
    if (!s.catalog().knows(intent)) {
      return Optional.empty();
    }
    return s.flows()
        .of(intent)
        .flatMap(flow -> verdict(start(flow, intent, s), "choice"))
        .or(() -> handOver(s, intent, "choice"));
  }

  private static Optional<Policy.Verdict> flowUnderWay(Situation s) {
    FlowState state = s.memory().flow();
    if (state == null) {
      return Optional.empty();
    }
    Flow flow = s.flows().named(state.flow()).orElse(null);
    if (flow == null || asksSomethingElse(s, flow)) {
      return Optional.empty();
    }
    Intent task = new Intent(state.flow());
    return flow.resume(state, s.flowTurn())
        .<Policy.Verdict>flatMap(
            step -> verdict(new Decision.Progress(taskOf(step, task), step, false), "slot-filled"))
        .or(() ->
            callsOff(s)
                ? verdict(
                    new Decision.Progress(task, flow.calledOff(s.flowTurn()), false), "called-off")
                : Optional.empty());
  }

  private static Intent taskOf(FlowStep step, Intent task) {
    return step instanceof FlowStep.Waiting waiting ? new Intent(waiting.state().flow()) : task;
  }

  private static boolean callsOff(Situation s) {
    return CALLS_OFF.matcher(s.understanding().utterance().text()).find()
        || (s.best().id().equals("chat.deny")
            && s.intents().best().probability() >= s.risk().social());
  }

  /** 菠菜怎么保存 names something in an order and yet is a question of its own. */
  private static boolean asksSomethingElse(Situation s, Flow flow) {
    Hit hit = s.found().hits().stream().findFirst().orElse(null);
    if (hit == null
        || !isQuestion(s)
        || !s.understanding().orders().isEmpty()
        || hit.probability() < budget(s, hit)) {
      return false;
    }
    boolean unsure = s.intents().best().probability() < s.risk().flow();
    boolean notTheTask =
        !flow.intents().contains(s.best()) && (s.bestAction() == Action.FAQ || unsure);
    // 取消了券还会退回来吗, while a cancelling waits for its yes: an entry about something else.
    boolean sureOfAnother =
        flow.intents().stream().noneMatch(intent -> intent.id().equals(hit.entry().intent()))
            && hit.probability() >= s.risk().rule();
    return notTheTask || sureOfAnother;
  }

  private static Optional<Policy.Verdict> operatorRule(Situation s) {
    var said = s.understanding().utterance();
    // Operators may name what is typed, tk, as well as what is meant by it.
    return matched(s, said.text())
        .or(() -> matched(s, Normaliser.normalise(said.raw()).text()))
        .flatMap(match -> ruled(s, match));
  }

  private static Optional<RuleMatch> matched(Situation s, String text) {
    return s.rules().match(text, s.turn().channelName(), s.turn().now());
  }

  private static Optional<Policy.Verdict> ruled(Situation s, RuleMatch match) {
    return switch (match.rule().effect()) {
      case RuleEffect.Answer answer ->
          isLeftToPeople(s)
              ? Optional.empty()
              : verdict(
                  new Decision.FollowRule(match.rule().id(), answer.text(), answer),
                  match.reason(),
                  Stake.CERTAIN);
      case RuleEffect.ShowEntry(EntryId id) ->
          isLeftToPeople(s)
              ? Optional.empty()
              : s.rules()
                  .entry(id)
                  .flatMap(entry ->
                      verdict(new Decision.Answer(entry, 1), match.reason(), Stake.CERTAIN));
      case RuleEffect.HandOver(String group) ->
          s.isQueued()
              ? Optional.empty()
              : verdict(
                  new Decision.HandOver(
                      new Handoff(new SkillGroup(group), Priority.NORMAL, "operator-rule")),
                  match.reason(),
                  Stake.CERTAIN);
    };
  }

  /**
   * Where food safety or the wish for a person is not sure enough to hand over, an operator's words
   * would still be the wrong ones: nobody thought of this message when they were written.
   */
  private static boolean isLeftToPeople(Situation s) {
    String text = s.understanding().utterance().text();
    return s.intents().of(Intent.FOOD_SAFETY) >= s.risk().plausible()
        || ILL.matcher(text).find()
        || PERSON.matcher(text).find();
  }

  private static boolean isQuestion(Situation s) {
    return QUESTION.matcher(s.understanding().utterance().text()).find();
  }

  /** Several courtesies that are half likely each are still a courtesy. */
  private static Optional<Policy.Verdict> social(Situation s) {
    double social = 0;
    ScoredIntent likeliest = null;
    for (ScoredIntent scored : s.intents().ranked()) {
      if (s.catalog().of(scored.intent()).action() == Action.SOCIAL) {
        social += scored.probability();
        likeliest = likeliest == null ? scored : likeliest;
      }
    }
    return likeliest != null && s.bestAction() == Action.SOCIAL && social >= s.risk().social()
        ? verdict(new Decision.Socialise(likeliest.intent()), "courtesy")
        : Optional.empty();
  }

  private static Optional<Policy.Verdict> otherCompany(Situation s) {
    return !s.isQueued()
            && s.memory().flow() == null
            && s.intents().of(Intent.OUT_OF_SCOPE) >= s.risk().plausible()
            && s.others().boughtThere(s.understanding().utterance().text())
        ? verdict(new Decision.Abstain(), "bought-elsewhere")
        : Optional.empty();
  }

  private static Optional<Policy.Verdict> outOfScope(Situation s) {
    // Who names an order means this shop, however strange the rest sounds; 1111111 names none.
    return s.isQueued()
        ? Optional.empty()
        : noBusinessOfOurs(s).filter(verdict -> !s.flowTurn().namesOrder());
  }

  private static Optional<Policy.Verdict> noBusinessOfOurs(Situation s) {
    if (s.intents().inScope() < s.risk().inScope()) {
      return verdict(new Decision.Abstain(), "out-of-scope");
    }
    // Likelier none of our business than any one thing that is: asking back would only offer
    // nonsense.
    double likely = s.intents().best().probability();
    double plausible = Math.max(s.risk().plausible(), likely / 2);
    boolean nothingPlausible =
        s.best().equals(Intent.OUT_OF_SCOPE)
            && s.intents().ranked().get(1).probability() < plausible
            && bestEntry(s) < plausible;
    return nothingPlausible
        ? verdict(new Decision.Abstain(), "nothing-plausible")
        : Optional.empty();
  }

  private static double bestEntry(Situation s) {
    return s.found().hits().isEmpty() ? 0 : s.found().hits().getFirst().probability();
  }

  private static Optional<Policy.Verdict> twoReadings(Situation s) {
    Hit hit = s.found().hits().stream().findFirst().orElse(null);
    // Whoever was asked already has the likelier of the two.
    boolean askedBefore = s.memory().clarifications() > 0;
    if (hit == null || s.isQueued() || s.memory().flow() != null || askedBefore) {
      return Optional.empty();
    }
    ScoredIntent task = anyTask(s).orElse(null);
    if (task == null || heard(s).isPresent() || asksForTheRule(s)) {
      return Optional.empty();
    }
    Flow flow = s.flows().of(task.intent()).orElseThrow();
    boolean sameMatter =
        flow.intents().stream().anyMatch(intent -> intent.id().equals(hit.entry().intent()));
    double ofTheEntry = likely(s, hit.entry().intent());
    boolean bothPossible =
        task.probability() >= s.risk().rival()
            && hit.probability() >= s.risk().rival()
            && ofTheEntry >= s.risk().rival();
    if (sameMatter || !bothPossible) {
      return Optional.empty();
    }
    boolean wouldStart = task.probability() >= s.taskBound(task.intent());
    // Whoever names goods or an order of their own speaks of it, not of the rule.
    boolean oneWouldBeDone =
        wouldStart
            ? !s.flowTurn().namesOrder() && !s.flowTurn().namesOwnGoods()
            : hit.probability() >= budget(s, hit);
    if (!oneWouldBeDone) {
      return Optional.empty();
    }
    Offer told = offer(hit);
    Offer done = new Offer.OfIntent(s.catalog().of(task.intent()).name(), task.intent().id());
    List<Offer> both = task.probability() >= ofTheEntry ? List.of(done, told) : List.of(told, done);
    return verdict(
        new Decision.Clarify(
            Stream.concat(both.stream(), offers(s).stream())
                .distinct()
                .limit(MOST_OFFERS)
                .toList()),
        "task-or-entry");
  }

  /** How likely an intent is that an entry names, which may be none. */
  private static double likely(Situation s, String intent) {
    return s.intents().ranked().stream()
        .filter(scored -> scored.intent().id().equals(intent))
        .mapToDouble(ScoredIntent::probability)
        .findFirst()
        .orElse(0);
  }

  private static Optional<Policy.Verdict> flowStart(Situation s) {
    ScoredIntent heard = heard(s).orElse(null);
    return Optional.ofNullable(heard)
        .or(() ->
            likeliestTask(s)
                .filter(task -> task.probability() >= s.taskBound(task.intent()))
                .filter(task -> !asksForTheRule(s)))
        .flatMap(task -> {
          Flow flow = s.flows().of(task.intent()).orElseThrow();
          FlowState open = s.memory().flow();
          if (open == null || !s.flows().named(open.flow()).filter(flow::equals).isPresent()) {
            return verdict(
                start(flow, task.intent(), s),
                "task",
                // The words themselves name it, whatever the model says.
                task.equals(heard) ? Stake.CERTAIN : s.stakeOf(task));
          }
          if (asksSomethingElse(s, flow)) {
            return Optional.empty();
          }
          // 草莓烂了, said once more while its photo is due, is the same claim.
          return open.attempts() < FlowState.MOST_ATTEMPTS
              ? verdict(again(s, flow), "task-again")
              : handOver(s, new Intent(open.flow()), NOT_UNDERSTOOD);
        });
  }

  /** The task that the words themselves name; the likeliest of its intents. */
  private static Optional<ScoredIntent> heard(Situation s) {
    boolean sureOfAnother =
        s.bestAction() == Action.FLOW && s.intents().best().probability() >= s.risk().rule();
    return sureOfAnother
        ? Optional.empty()
        : s.flows()
            .heardIn(s.flowTurn())
            .flatMap(flow ->
                s.intents().ranked().stream()
                    .filter(scored -> flow.intents().contains(scored.intent()))
                    .findFirst());
  }

  /**
   * The task that is likeliest meant, with the probability of all intents that it serves: rotten or
   * crushed, it is one claim.
   */
  private static Optional<ScoredIntent> likeliestTask(Situation s) {
    return asTask(s, s.best());
  }

  /** The likeliest task, even where something else is likelier than any. */
  private static Optional<ScoredIntent> anyTask(Situation s) {
    return s.intents().ranked().stream()
        .limit(RIVALS)
        .flatMap(scored -> asTask(s, scored.intent()).stream())
        .max(Comparator.comparingDouble(ScoredIntent::probability));
  }

  private static Optional<ScoredIntent> asTask(Situation s, Intent intent) {
    return s.flows()
        .of(intent)
        .map(flow ->
            new ScoredIntent(
                intent,
                Math.min(
                    1, flow.intents().stream().mapToDouble(one -> s.intents().of(one)).sum())));
  }

  private static Decision again(Situation s, Flow flow) {
    FlowState state = java.util.Objects.requireNonNull(s.memory().flow());
    return new Decision.Progress(
        new Intent(state.flow()), flow.askAgain(state.again(), s.flowTurn()), false);
  }

  /**
   * 怎么赔: whether the rule is asked for in so many words, and an entry that explains it for this
   * very intent is all but certain to be what is meant. Whoever asks how to have something done
   * wants it done.
   */
  private static boolean asksForTheRule(Situation s) {
    return ASKS_RULE.matcher(s.understanding().utterance().text()).find()
        && !s.flowTurn().namesOwnGoods()
        && s.found().hits().stream()
            .findFirst()
            .filter(hit -> hit.entry().intent().equals(s.best().id()))
            .filter(hit -> hit.probability() >= s.risk().plausible())
            .isPresent();
  }

  private static Optional<Policy.Verdict> answer(Situation s) {
    return s.found().hits().stream()
        .findFirst()
        .filter(hit -> hit.probability() >= budget(s, hit))
        .flatMap(hit -> verdict(answer(hit), "entry", stakeOf(s, hit)));
  }

  /** What is weighed before an entry is told. */
  static Stake stakeOf(Situation s, Hit hit) {
    String intent = hit.entry().intent();
    double threshold = budget(s, hit);
    return new Stake(
        s.answerBudget(intent), threshold, hit.probability(), s.isByHand(intent, threshold));
  }

  private static double budget(Situation s, Hit hit) {
    // A question in the middle of a task is no wish for another one.
    FlowState open = s.memory().flow();
    if (open != null && isQuestion(s)) {
      return isSameGroup(s, open, hit) ? s.risk().plausible() : s.risk().answer();
    }
    // A task by the entry, or by the message: 小青菜都蔫了 wants its money, not the rules of storage.
    double bound = s.answerBound(hit.entry().intent());
    boolean task =
        isTask(s, hit.entry().intent())
            || (s.bestAction() == Action.FLOW
                && s.intents().best().probability() >= s.risk().flow());
    if (!task) {
      return bound;
    }
    // Who asks 怎么赔 in so many words wants the rule, and entry and classifier agree on which.
    boolean asked =
        hit.entry().intent().equals(s.best().id())
            && ASKS_RULE.matcher(s.understanding().utterance().text()).find();
    return asked ? s.risk().plausible() : Math.max(bound, s.risk().rule());
  }

  /** 鹌鹑蛋要还给你们吗, in a claim: the rules of claims are near. */
  private static boolean isSameGroup(Situation s, FlowState open, Hit hit) {
    Intent about = new Intent(open.flow());
    return s.catalog().all().stream()
        .filter(definition -> definition.intent().id().equals(hit.entry().intent()))
        .anyMatch(definition -> definition.group().equals(s.catalog().of(about).group()));
  }

  private static boolean isTask(Situation s, String intent) {
    return s.catalog().all().stream()
        .anyMatch(definition ->
            definition.action() == Action.FLOW && definition.intent().id().equals(intent));
  }

  private static Optional<Policy.Verdict> taskForPerson(Situation s) {
    return s.bestAction() == Action.FLOW
            && s.flows().of(s.best()).isEmpty()
            && s.intents().best().probability() >= s.risk().flow()
        ? handOver(s, s.best(), "task-for-person")
        : Optional.empty();
  }

  private static Optional<Policy.Verdict> gap(Situation s) {
    // 大米和菠菜, said to a task that asked which order, is no question that lacks an entry.
    boolean answersTask = s.memory().flow() != null && !isQuestion(s);
    boolean lacking =
        s.bestAction() == Action.FAQ
            && !answersTask
            && s.intents().best().probability() >= s.risk().gap()
            && bestEntry(s) < s.risk().noEntry();
    if (!lacking) {
      return Optional.empty();
    }
    List<Offer> near = s.memory().clarifications() > 0 ? List.of() : entriesOf(s, s.best());
    return near.isEmpty() || ABOUT_ANY_GOODS.contains(s.best().id())
        ? verdict(new Decision.AdmitGap(s.best()), "no-entry")
        : verdict(new Decision.Clarify(near, s.best()), "no-sure-entry");
  }

  /** Those entries of an intent that are not far behind the likeliest of them. */
  private static List<Offer> entriesOf(Situation s, Intent intent) {
    List<Hit> about =
        s.found().hits().stream()
            .filter(hit -> hit.entry().intent().equals(intent.id()))
            .limit(MOST_OFFERS)
            .toList();
    double least =
        about.isEmpty() ? 1 : Math.max(about.getFirst().probability() / 10, LEAST_OF_INTENT);
    return about.stream().filter(hit -> hit.probability() >= least).map(Policies::offer).toList();
  }

  private static Optional<Policy.Verdict> clarify(Situation s) {
    List<Offer> offers = offers(s);
    if (offers.isEmpty()) {
      return Optional.empty();
    }
    // Twice asked, or none of what could be offered is likely: a person finds out sooner.
    boolean hopeless = s.memory().last() == null && likeliestOffer(s) < s.risk().worthAsking();
    if (s.memory().clarifications() >= 2 || (hopeless && !s.best().equals(Intent.OUT_OF_SCOPE))) {
      return handOver(s, s.best(), NOT_UNDERSTOOD);
    }
    return verdict(new Decision.Clarify(offers), "unsure");
  }

  private static double likeliestOffer(Situation s) {
    return candidates(s).stream().mapToDouble(Candidate::likely).max().orElse(0);
  }

  private record Candidate(Offer offer, double likely) {}

  /** What the message may mean, the likeliest first: entries to read, tasks to start. */
  private static List<Offer> offers(Situation s) {
    Stream<Offer> likely =
        candidates(s).stream()
            .filter(candidate -> candidate.likely() >= s.risk().offer())
            .sorted(Comparator.comparingDouble(Candidate::likely).reversed())
            .map(Candidate::offer);
    return Stream.concat(likely.limit(MOST_OFFERS), likelyQuestions(s))
        .distinct()
        .limit(MOST_OFFERS)
        .toList();
  }

  /**
   * The likeliest entry of each intent that may well be meant: where a choice is free, it goes to
   * what the search would not have offered.
   */
  private static Stream<Offer> likelyQuestions(Situation s) {
    boolean nothing = candidates(s).stream().noneMatch(c -> c.likely() >= s.risk().offer());
    return nothing
        ? Stream.empty()
        : s.intents().ranked().stream()
            .limit(RIVALS)
            .filter(scored -> scored.probability() >= s.risk().plausible())
            .filter(scored -> s.catalog().of(scored.intent()).action() == Action.FAQ)
            .flatMap(scored -> entriesOf(s, scored.intent()).stream().limit(1));
  }

  private static Offer offer(Hit hit) {
    return new Offer.OfEntry(hit.entry().question(), hit.entry().id().value());
  }

  private static List<Candidate> candidates(Situation s) {
    List<Candidate> candidates = new ArrayList<>();
    for (Hit hit : s.found().hits()) {
      candidates.add(new Candidate(offer(hit), hit.probability()));
    }
    for (ScoredIntent scored : s.intents().ranked()) {
      Action action = s.catalog().of(scored.intent()).action();
      if (action == Action.FLOW || action == Action.HUMAN) {
        candidates.add(
            new Candidate(
                new Offer.OfIntent(s.catalog().of(scored.intent()).name(), scored.intent().id()),
                scored.probability()));
      }
    }
    return candidates;
  }

  private static Decision answer(Hit hit) {
    return new Decision.Answer(hit.entry(), hit.probability());
  }

  private static Decision start(Flow flow, Intent intent, Situation s) {
    return new Decision.Progress(intent, flow.start(intent, s.flowTurn()), true);
  }

  private static Optional<Policy.Verdict> handOver(Situation s, Intent about, String reason) {
    // Urgent is food safety and nothing else, whichever rule came upon it.
    Priority priority = about.equals(Intent.FOOD_SAFETY) ? Priority.URGENT : Priority.NORMAL;
    var group = new SkillGroup(s.catalog().of(about).group());
    return verdict(new Decision.HandOver(new Handoff(group, priority, reason)), reason);
  }

  private static Optional<Policy.Verdict> verdict(Decision decision, String reason) {
    return Optional.of(new Policy.Verdict(decision, reason));
  }

  private static Optional<Policy.Verdict> verdict(Decision decision, String reason, Stake stake) {
    return Optional.of(new Policy.Verdict(decision, reason, stake));
  }

  private static Policy policy(String name, Function<Situation, Optional<Policy.Verdict>> rule) {
    return new Policy() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public Optional<Verdict> decide(Situation situation) {
        return rule.apply(situation);
      }
    };
  }
}
