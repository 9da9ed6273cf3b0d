package io.xianda.curating;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which items are looked for; {@code null} stands for any. All but the states speak of the working
 * version.
 *
 * @param states in one of these; empty for all but discarded ones
 * @param intent for this intent
 * @param tag with this tag
 * @param channel told on this channel, be it that it is told on all
 * @param city told in this city, be it that it is told in all
 * @param owner of this owner
 * @param text stands in question, similar questions, answer or id, in any case of letters; at most
 *     100 characters
 * @param expired whether its time is over
 */
public record ItemQuery(
    Set<LifeState> states,
    @Nullable String intent,
    @Nullable String tag,
    @Nullable String channel,
    @Nullable String city,
    @Nullable String owner,
    @Nullable String text,
    @Nullable Boolean expired) {

  private static final int LONGEST = 100;

  public ItemQuery {
    states = Set.copyOf(states);
    check("intent", intent);
    check("tag", tag);
    check("channel", channel);
    check("city", city);
    check("owner", owner);
    check("text", text);
  }

  /** All but discarded ones. */
  public static ItemQuery all() {
    return new ItemQuery(Set.of(), null, null, null, null, null, null, null);
  }

  private static void check(String field, @Nullable String value) {
    Bounds.text(field, value == null ? "" : value, LONGEST);
  }
}
