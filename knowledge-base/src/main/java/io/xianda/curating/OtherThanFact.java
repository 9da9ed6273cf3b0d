package io.xianda.curating;

import io.xianda.knowledge.ShopFacts;
import io.xianda.knowledge.ShopFacts.Fact;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An answer that says a number where the shop's fact is another one.
 *
 * <p>Which fact a number means is guessed from the sentence: a fact of the same unit comes into
 * question when one of its {@link FactWords} stands there, its head near the number. If any fact
 * that the sentence speaks of has this number, all is well, since who says right things in another
 * order is not to be bothered; else the fact whose head is nearest is told. Numbers that are
 * reckoned or given as an example are nobody's fact, and placeholders are no numbers.
 */
final class OtherThanFact implements Guard {

  /** A comma keeps the topic; these end it. */
  private static final Pattern SENTENCE = Pattern.compile("[^。！？；!?;\\n①-⑩]+");

  /** In characters, from the number to the head of a phrase. */
  private static final int FAR = 16;

  private static final Pattern RECKONED =
      Pattern.compile(
          "(?:省|便宜|平均|合计|一共|总共|相当于|大约|差不多|比如|例如|比方说|假如|譬如|连着|就是|差(?!额))[^，,。]{0,6}$"
              + "|(?<![预可能])约$");

  private final ShopFacts facts;
  private final FactWords words;

  OtherThanFact(ShopFacts facts, FactWords words) {
    this.facts = facts;
    this.words = words;
  }

  /** A fact whose value is one quantity. */
  private record Known(Fact fact, Quantity value) {}

  /** A fact that a sentence may mean. */
  private record Candidate(Known known, int distance) {}

  @Override
  public List<Finding> check(Draft draft) {
    List<Known> known = facts.all().stream().flatMap(OtherThanFact::known).toList();
    String answer = Placeholders.without(PlainText.of(draft.content().answer()), "　");
    return SENTENCE
        .matcher(answer)
        .results()
        .flatMap(sentence -> inSentence(sentence.group(), draft.content().question(), known))
        .distinct()
        .toList();
  }

  private static Stream<Known> known(Fact fact) {
    List<Quantity> quantities = Quantities.in(fact.value());
    return quantities.size() == 1
        ? Stream.of(new Known(fact, quantities.getFirst()))
        : Stream.empty();
  }

  private Stream<Finding> inSentence(String sentence, String question, List<Known> known) {
    return Quantities.in(sentence).stream()
        .flatMap(said ->
            meant(sentence, question, said, known).stream()
                .map(fact ->
                    Finding.of(
                        FindingCode.OTHER_THAN_FACT,
                        "answer",
                        sentence.substring(said.start(), said.end()),
                        fact.name(),
                        fact.value())));
  }

  /** The fact that is meant and is otherwise; nothing when all is well or nobody can tell. */
  private Optional<Fact> meant(String sentence, String question, Quantity said, List<Known> known) {
    List<Candidate> candidates =
        known.stream()
            .filter(one -> one.value().unit() == said.unit())
            .flatMap(one -> candidate(sentence, question, said, one).stream())
            .toList();
    boolean right = candidates.stream().anyMatch(one -> said.agrees(one.known().value()));
    if (right || RECKONED.matcher(sentence.substring(0, said.start())).find()) {
      return Optional.empty();
    }
    return candidates.stream()
        .filter(one -> one.distance() <= FAR)
        .min(Comparator.comparingInt(Candidate::distance))
        .map(one -> one.known().fact());
  }

  private Optional<Candidate> candidate(
      String sentence, String question, Quantity said, Known known) {
    OptionalInt nearest =
        words.of(known.fact().name()).stream()
            .filter(phrase -> phrase.isIn(sentence, question))
            .mapToInt(phrase -> distance(sentence, phrase.head(), said))
            .min();
    return nearest.isPresent()
        ? Optional.of(new Candidate(known, nearest.getAsInt()))
        : Optional.empty();
  }

  /** From the nearest place of a word to the number. */
  private static int distance(String sentence, String word, Quantity said) {
    int nearest = Integer.MAX_VALUE;
    for (int at = sentence.indexOf(word); at >= 0; at = sentence.indexOf(word, at + 1)) {
      int behind = said.start() - (at + word.length());
      int before = at - said.end();
      nearest = Math.min(nearest, Math.max(0, Math.max(behind, before)));
    }
    return nearest;
  }
}
