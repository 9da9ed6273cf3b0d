package io.xianda.dialogue;

import io.xianda.intent.IntentCatalog;
import io.xianda.intent.Normaliser;
import io.xianda.knowledge.EntryFile;
import io.xianda.knowledge.EntryId;
import io.xianda.knowledge.Generation;
import io.xianda.rules.DailyWindow;
import io.xianda.rules.Edition;
import io.xianda.rules.KeywordRule;
import io.xianda.rules.RuleBook;
import io.xianda.rules.RuleEffect;
import io.xianda.rules.RuleId;
import io.xianda.rules.Schedule;
import io.xianda.rules.Surroundings;
import io.xianda.rules.Trigger;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;

/** What the operators of a test's shop have set up. */
final class Rules {

  /** 退款 leads to the page where refunds are asked for. */
  static final KeywordRule REFUND =
      rule(
          "refund",
          "退款",
          new RuleEffect.Answer(
              "退款在售后记录里申请。", new RuleEffect.Card("去退款", "/pages/aftersale/list"), List.of("多久到账")));

  private static final Surroundings SHOP =
      new Surroundings(
          raw -> Normaliser.normalise(raw).text(),
          Set.of("web"),
          IntentCatalog.shipped().groupNames().keySet(),
          List::of,
          ZoneId.of("Asia/Shanghai"));

  private Rules() {}

  static RuleBook book(KeywordRule... rules) {
    return RuleBook.of(new Edition(1, new Generation(1)), List.of(rules), EntryFile.demo(), SHOP);
  }

  static KeywordRule saying(String word, String text) {
    return rule("saying", word, new RuleEffect.Answer(text, null, List.of()));
  }

  static KeywordRule showing(String word, String entry) {
    return rule("showing", word, new RuleEffect.ShowEntry(new EntryId(entry)));
  }

  static KeywordRule handing(String word, String group) {
    return rule("handing", word, new RuleEffect.HandOver(group));
  }

  /** The same between ten in the evening and two in the morning alone. */
  static KeywordRule atNight(KeywordRule rule) {
    var night = new DailyWindow(LocalTime.of(22, 0), LocalTime.of(2, 0));
    return with(rule, Set.of(), new Schedule(Set.of(), night, null, null));
  }

  static KeywordRule inTheApp(KeywordRule rule) {
    return with(rule, Set.of("app"), Schedule.always());
  }

  /** What the bot decides where a rule that says something wins. */
  static Decision says(KeywordRule rule) {
    var answer = (RuleEffect.Answer) rule.effect();
    return new Decision.FollowRule(rule.id(), answer.text(), answer);
  }

  private static KeywordRule rule(String id, String word, RuleEffect effect) {
    return new KeywordRule(
        new RuleId(id),
        id,
        0,
        new Trigger(Trigger.Kind.CONTAINS, List.of(word)),
        Set.of(),
        Schedule.always(),
        true,
        effect);
  }

  private static KeywordRule with(KeywordRule rule, Set<String> channels, Schedule schedule) {
    return new KeywordRule(
        rule.id(),
        rule.name(),
        rule.priority(),
        rule.trigger(),
        channels,
        schedule,
        rule.enabled(),
        rule.effect());
  }
}
