package io.xianda.rules;

import java.util.Comparator;
import java.util.Set;

/**
 * An operator's rule. What it says is judged when it is saved; here only its size is bounded.
 *
 * @param id its identifier
 * @param name what operators call it, at most {@value #LONGEST_NAME} characters
 * @param priority the higher comes first, from -{@value #HIGHEST_PRIORITY} to {@value
 *     #HIGHEST_PRIORITY}; equals come in the order of their ids
 * @param trigger the words that it waits for
 * @param channels names of channels such as {@code web}, at most {@value #MOST_CHANNELS}; empty for
 *     all
 * @param schedule when it applies
 * @param enabled whether it applies at all
 * @param effect what it does
 */
public record KeywordRule(
    RuleId id,
    String name,
    int priority,
    Trigger trigger,
    Set<String> channels,
    Schedule schedule,
    boolean enabled,
    RuleEffect effect) {

  public static final int LONGEST_NAME = 60;
  public static final int HIGHEST_PRIORITY = 1000;
  public static final int MOST_CHANNELS = 10;

  /** The order in which rules are tried. */
  static final Comparator<KeywordRule> ORDER =
      Comparator.comparingInt(KeywordRule::priority)
          .reversed()
          .thenComparing(rule -> rule.id().value());

  public KeywordRule {
    channels = Set.copyOf(channels);
    if (name.length() > LONGEST_NAME) {
      throw new IllegalArgumentException("the name of rule %s is too long".formatted(id));
    }
    if (Math.abs((long) priority) > HIGHEST_PRIORITY) {
      throw new IllegalArgumentException("rule %s: no priority %d".formatted(id, priority));
    }
    if (channels.size() > MOST_CHANNELS
        || channels.stream().anyMatch(channel -> channel.length() > 40)) {
      throw new IllegalArgumentException("rule %s names too many channels".formatted(id));
    }
  }

  /** The same rule, switched on or off. */
  public KeywordRule withEnabled(boolean on) {
    return new KeywordRule(id, name, priority, trigger, channels, schedule, on, effect);
  }

  boolean isOn(String channel) {
    return channels.isEmpty() || channels.contains(channel);
  }
}
