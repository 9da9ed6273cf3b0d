package io.xianda.eval.dialogues;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A change that a suite expects; a field that it does not name may hold anything.
 *
 * @param kind such as {@code refund}
 * @param fields each one of those that the kind has
 */
public record ExpectedChange(String kind, Map<String, String> fields) {

  private static final BigDecimal TOLERANCE = new BigDecimal("0.02");

  /** The kinds of changes, and what may be said of each. */
  static final Map<String, Set<String>> FIELDS =
      Map.of(
          "refund", Set.of("order", "item", "amount", "auto"),
          "cancel", Set.of("order"),
          "address", Set.of("order", "contains"),
          "time", Set.of("order", "contains"),
          "urge", Set.of("order"),
          "coupon", Set.of("order", "amount"),
          "reship", Set.of("order", "item"),
          "withdraw", Set.of("order", "refund"),
          "note", Set.of("order", "contains"));

  public ExpectedChange {
    fields = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    if (!FIELDS.getOrDefault(kind, Set.of()).containsAll(fields.keySet()) || fields.isEmpty()) {
      throw new IllegalArgumentException("no change has such fields: " + kind + " " + fields);
    }
    if (fields.containsKey("amount")) {
      var _ = new BigDecimal(fields.getOrDefault("amount", ""));
    }
  }

  /** Whether this is the change that was meant. */
  boolean isMetBy(Change change) {
    return kind.equals(change.kind())
        && fields.entrySet().stream()
            .allMatch(field ->
                holds(
                    field.getKey(),
                    field.getValue(),
                    change.fields().getOrDefault(field.getKey(), "")));
  }

  private static boolean holds(String field, String expected, String actual) {
    return switch (field) {
      case "amount" ->
          new BigDecimal(expected).subtract(new BigDecimal(actual)).abs().compareTo(TOLERANCE) <= 0;
      case "contains" -> Spaces.without(actual).contains(Spaces.without(expected));
      default -> expected.equals(actual);
    };
  }

  /**
   * Whether all expected changes and no others were made, in whatever order. Two that would both
   * take the same change are tried either way.
   */
  static boolean areAll(List<ExpectedChange> expected, List<Change> made) {
    if (expected.isEmpty()) {
      return made.isEmpty();
    }
    ExpectedChange first = expected.getFirst();
    for (int i = 0; i < made.size(); i++) {
      if (first.isMetBy(made.get(i))) {
        List<Change> others = new ArrayList<>(made);
        others.remove(i);
        if (areAll(expected.subList(1, expected.size()), others)) {
          return true;
        }
      }
    }
    return false;
  }

  @Override
  public String toString() {
    return kind + " " + fields;
  }
}
