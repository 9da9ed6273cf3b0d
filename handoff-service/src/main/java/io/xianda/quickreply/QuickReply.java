package io.xianda.quickreply;

import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Something that is said often.
 *
 * @param id given by whoever writes it
 * @param scope whose it is
 * @param category 1 to 20 characters, such as 配送
 * @param title 1 to 40 characters, by which it is found
 * @param text with gaps
 * @param initials of the Pinyin of category and title, as {@link Initials} reads them
 * @param uses in how many conversations it was used, counted once for each agent
 * @param version grows with every change; 0 for what is not stored yet
 */
public record QuickReply(
    UUID id,
    Scope scope,
    String category,
    String title,
    Template text,
    String initials,
    long uses,
    long version) {

  private static final Pattern CATEGORY = Pattern.compile("[^\\p{Cc}\\p{Cs}]{1,20}");
  private static final Pattern TITLE = Pattern.compile("[^\\p{Cc}\\p{Cs}]{1,40}");

  public QuickReply {
    if (isNot(category, CATEGORY) || isNot(title, TITLE)) {
      throw new IllegalArgumentException("a quick reply has a category and a title");
    }
  }

  /** One that is not stored yet. */
  public static QuickReply fresh(
      UUID id, Scope scope, String category, String title, Template text) {
    return new QuickReply(id, scope, category, title, text, Initials.of(category + title), 0, 0);
  }

  /** The same, as a change of the version that its writer saw. */
  public QuickReply seenAs(long seen) {
    return new QuickReply(id, scope, category, title, text, initials, uses, seen);
  }

  /**
   * Whether all words of a query, which blanks part, stand in title, category or text, or are
   * initials that follow one another.
   */
  public boolean matches(String query) {
    return Arrays.stream(query.strip().toLowerCase(Locale.ROOT).split("\\s+"))
        .allMatch(word ->
            initials.contains(word)
                || title.toLowerCase(Locale.ROOT).contains(word)
                || category.toLowerCase(Locale.ROOT).contains(word)
                || text.value().toLowerCase(Locale.ROOT).contains(word));
  }

  /** Whether the other says the same in the same place. */
  boolean saysTheSameAs(QuickReply other) {
    return scope.equals(other.scope)
        && category.equals(other.category)
        && title.equals(other.title)
        && text.equals(other.text);
  }

  private static boolean isNot(String value, Pattern shape) {
    return value.isBlank() || !shape.matcher(value).matches();
  }
}
