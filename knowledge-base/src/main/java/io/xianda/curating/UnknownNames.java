package io.xianda.curating;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** An intent, a channel or a city that does not exist is a slip of the pen, and nobody is told. */
final class UnknownNames implements Guard {

  private final KnownNames known;

  UnknownNames(KnownNames known) {
    this.known = known;
  }

  @Override
  public List<Finding> check(Draft draft) {
    DraftContent content = draft.content();
    List<String> intent = content.intent().isEmpty() ? List.of() : List.of(content.intent());
    return Stream.of(
            unknown(FindingCode.UNKNOWN_INTENT, "intent", intent, known.intents()),
            unknown(FindingCode.UNKNOWN_CHANNEL, "channels", content.channels(), known.channels()),
            unknown(FindingCode.UNKNOWN_CITY, "cities", content.cities(), known.cities()))
        .flatMap(findings -> findings)
        .toList();
  }

  private static Stream<Finding> unknown(
      FindingCode code, String field, Collection<String> names, Set<String> known) {
    return names.stream()
        .filter(name -> !known.contains(name))
        .map(name -> Finding.of(code, field, Shown.of(name)));
  }
}
