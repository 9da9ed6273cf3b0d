package io.xianda.knowledge;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts the facts of the shop where an answer says {@code {delivery.fee}}: {@code new
 * FillPlaceholders(facts).fill(entry.answer())}.
 *
 * <p>Every opening brace stands for a placeholder: shoppers never see one, be it that its name is
 * mistyped, unknown or not closed. Linear in the length of the text. Thread-safe where the facts
 * are.
 */
public final class FillPlaceholders {

  /** What stands between the braces, or what follows a brace that is never closed. */
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]{0,60})(\\}?)");

  private final ShopFacts facts;

  public FillPlaceholders(ShopFacts facts) {
    this.facts = facts;
  }

  /** What filling a text can lead to. */
  public sealed interface Result {

    /** Fit to be shown. */
    record Filled(String text) implements Result {}

    /**
     * Not to be shown.
     *
     * @param names that the shop has no fact for, each once, as they stand in the text
     */
    record Unfillable(List<String> names) implements Result {

      public Unfillable {
        names = List.copyOf(names);
      }
    }
  }

  /** The text with all placeholders filled, the very same string when there are none. */
  public Result fill(String text) {
    if (text.indexOf('{') < 0) {
      return new Result.Filled(text);
    }
    Set<String> missing = new LinkedHashSet<>();
    StringBuilder filled = new StringBuilder(text.length() + 16);
    Matcher placeholder = PLACEHOLDER.matcher(text);
    while (placeholder.find()) {
      String name = placeholder.group(1);
      Optional<String> value =
          placeholder.group(2).isEmpty()
              ? Optional.empty()
              // A fact that itself needs one would show its braces.
              : facts.valueOf(name).filter(known -> known.indexOf('{') < 0);
      if (value.isEmpty()) {
        missing.add(name);
      }
      placeholder.appendReplacement(filled, Matcher.quoteReplacement(value.orElse("")));
    }
    return missing.isEmpty()
        ? new Result.Filled(placeholder.appendTail(filled).toString())
        : new Result.Unfillable(new ArrayList<>(missing));
  }
}
