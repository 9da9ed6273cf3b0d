package io.xianda.rules;

import java.util.List;

/**
 * The words that a rule waits for. One phrase of several is enough.
 *
 * @param kind how phrases are compared
 * @param phrases at most {@value #MOST_PHRASES} of at most {@value #LONGEST_PHRASE} characters, as
 *     the operator typed them
 */
public record Trigger(Kind kind, List<String> phrases) {

  public static final int MOST_PHRASES = 50;
  public static final int LONGEST_PHRASE = 100;

  /** How a phrase is compared with a normalised message. */
  public enum Kind {
    /** It is all that is said; punctuation and spaces around it do not matter. */
    EXACT,
    /** It stands anywhere in what is said. */
    CONTAINS,
    /**
     * An RE2 pattern that is found anywhere in what is said. It sees the message in normalised
     * form: small letters, half width, simplified characters, long numbers masked.
     */
    PATTERN
  }

  public Trigger {
    phrases = List.copyOf(phrases);
    if (phrases.size() > MOST_PHRASES) {
      throw new IllegalArgumentException("a rule has at most %d phrases".formatted(MOST_PHRASES));
    }
    if (phrases.stream().anyMatch(phrase -> phrase.length() > LONGEST_PHRASE)) {
      throw new IllegalArgumentException(
          "a phrase has at most %d characters".formatted(LONGEST_PHRASE));
    }
  }
}
