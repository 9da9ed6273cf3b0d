package io.xianda.quickreply;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with gaps. Every brace belongs to a {@link Placeholder}: shoppers never see one.
 *
 * @param value 1 to 2000 characters, not blank
 */
public record Template(String value) {

  /** In characters. */
  public static final int LONGEST = 2000;

  /** No database takes U+0000 or half a character. */
  private static final Pattern STORABLE = Pattern.compile("[^\\x00\\p{Cs}]*+");

  private static final Pattern GAP = Pattern.compile("\\{([^{}]{0,20})}");

  public Template {
    if (value.isBlank() || value.length() > LONGEST || !STORABLE.matcher(value).matches()) {
      throw new IllegalArgumentException("a text has 1 to 2000 characters");
    }
    Matcher gap = GAP.matcher(value);
    while (gap.find()) {
      if (Placeholder.of(gap.group(1)).isEmpty()) {
        throw new UnknownPlaceholderException();
      }
    }
    String rest = GAP.matcher(value).replaceAll("");
    if (rest.indexOf('{') >= 0 || rest.indexOf('}') >= 0) {
      throw new UnknownPlaceholderException();
    }
  }

  /** Which gaps it has. */
  public Set<Placeholder> gaps() {
    Set<Placeholder> gaps = EnumSet.noneOf(Placeholder.class);
    Matcher gap = GAP.matcher(value);
    while (gap.find()) {
      Placeholder.of(gap.group(1)).ifPresent(gaps::add);
    }
    return gaps;
  }

  /** The text with what is known in its gaps, and nothing where nothing is. */
  public String fill(Map<Placeholder, String> known) {
    return GAP.matcher(value)
        .replaceAll(gap ->
            Matcher.quoteReplacement(
                Placeholder.of(gap.group(1)).map(one -> known.getOrDefault(one, "")).orElse("")));
  }
}
