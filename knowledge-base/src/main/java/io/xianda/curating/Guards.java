package io.xianda.curating;

import io.xianda.knowledge.EntryId;
import io.xianda.knowledge.PassageEncoder;
import io.xianda.knowledge.ShopFacts;
import java.time.Clock;
import java.util.List;

/** All that is looked at before an entry is told, from top to bottom. Thread-safe. */
public final class Guards {

  private final List<Guard> guards;
  private final PassageEncoder encoder;
  private final SameQuestion sameQuestion;
  private final Clock clock;

  /**
   * Guards of one shop.
   *
   * @param encoder whose normalising makes two questions the same
   * @param told the questions that are told already
   * @param near finds questions that are nearly the same
   * @param facts what is so in the shop
   * @param known the names that may stand in a draft
   * @param clock now
   */
  public Guards(
      PassageEncoder encoder,
      ToldQuestions told,
      NearQuestions near,
      ShopFacts facts,
      KnownNames known,
      Clock clock) {
    this.encoder = encoder;
    this.clock = clock;
    this.sameQuestion = new SameQuestion(encoder::normalise, told, facts);
    this.guards =
        List.of(
            new Missing(),
            new Oversized(),
            new ControlCharacters(),
            new Markup(),
            new PhoneNumbers(),
            new PageShape(known.pages()),
            new Dates(),
            new UnknownNames(known),
            new Placeholders(facts),
            new AnswerIsQuestion(encoder::normalise),
            new RepeatedQuestion(encoder::normalise),
            sameQuestion,
            new NearDuplicate(encoder::normalise, near),
            new OtherThanFact(facts, FactWords.shipped()));
  }

  /** Everything that they find, in the order of the guards. */
  public List<Finding> check(EntryId id, DraftContent content) {
    var draft = new Draft(id, content, clock.instant());
    return guards.stream().flatMap(guard -> guard.check(draft).stream()).toList();
  }

  /** What they make of a version that is to be reviewed or told. */
  Verdict judge(Version version) {
    EntryId item = version.head().item();
    return new Verdict(
        version.content(),
        forms(version.content()),
        check(item, version.content()),
        () -> sameQuestion.check(new Draft(item, version.content(), clock.instant())));
  }

  /** The normalised questions, each once: two entries with one form are asked alike. */
  public List<String> forms(DraftContent content) {
    return content.questions().stream()
        .map(question -> encoder.normalise(PlainText.of(question)))
        .filter(form -> !form.isEmpty())
        .distinct()
        .toList();
  }

  String normaliser() {
    return encoder.fingerprint();
  }
}
