package io.xianda.rules;

/**
 * The rule for a message, and why it is the one.
 *
 * @param rule that applies
 * @param phrase which of its phrases was found, counted from 0
 * @param start where in the normalised text, in UTF-16 units
 * @param end behind its last unit
 */
public record RuleMatch(KeywordRule rule, int phrase, int start, int end) {

  /**
   * For traces: {@code rule refund-page, phrase 1 at 0-2}. Names the rule and the place, but says
   * nothing of what was said.
   */
  public String reason() {
    return "rule %s, phrase %d at %d-%d".formatted(rule.id(), phrase + 1, start, end);
  }
}
