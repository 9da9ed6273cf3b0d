package io.xianda.rules;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/**
 * Something about a rule that its operator must know.
 *
 * @param what it is
 * @param text the same in the operators' language, with the details
 */
public record Finding(What what, String text) {

  /** All there are; their texts stand in {@code findings.properties}. */
  public enum What {
    NAME_BLANK,
    NO_PHRASE,
    PHRASE_BLANK,
    PATTERN_BROKEN,
    PATTERN_TOO_LARGE,
    PATTERN_FOLDS_CASE,
    PATTERN_MATCHES_EMPTY,
    PATTERN_MATCHES_ALL,
    PATTERN_NEVER_MET,
    PATTERNS_TOO_MANY,
    UNKNOWN_CHANNEL,
    UNKNOWN_ENTRY,
    UNKNOWN_GROUP,
    UNKNOWN_FACT,
    ANSWER_BLANK,
    CARD_BLANK,
    PAGE_MALFORMED,
    CHOICE_BLANK,
    PLACEHOLDER_MISPLACED,
    SHADOWED,
    SHADOWS,
    ID_TAKEN,
    TOO_MANY
  }

  private static final ResourceBundle TEXTS =
      ResourceBundle.getBundle("io.xianda.rules.findings", Locale.ROOT);

  static Finding of(What what, Object... details) {
    var pattern = new MessageFormat(TEXTS.getString(what.name()), Locale.ROOT);
    return new Finding(what, pattern.format(details));
  }
}
