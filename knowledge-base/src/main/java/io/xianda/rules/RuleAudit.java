package io.xianda.rules;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One change of a rule, kept for ever.
 *
 * @param number counts up over all rules
 * @param rule which
 * @param action what was done
 * @param by who did it
 * @param at when
 * @param before the rule until then, or {@code null} when it was created
 * @param after the rule from then on, or {@code null} when it was deleted
 */
public record RuleAudit(
    long number,
    RuleId rule,
    Action action,
    Operator by,
    Instant at,
    @Nullable KeywordRule before,
    @Nullable KeywordRule after) {

  /** What can be done to a rule. */
  public enum Action {
    CREATED,
    CHANGED,
    ENABLED,
    DISABLED,
    DELETED;

    static Action of(@Nullable KeywordRule before, @Nullable KeywordRule after) {
      if (before == null) {
        return CREATED;
      }
      if (after == null) {
        return DELETED;
      }
      if (before.enabled() != after.enabled()
          && before.withEnabled(after.enabled()).equals(after)) {
        return after.enabled() ? ENABLED : DISABLED;
      }
      return CHANGED;
    }
  }
}
