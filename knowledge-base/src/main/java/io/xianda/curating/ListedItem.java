package io.xianda.curating;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line of a list of items, with the working version's words.
 *
 * @param item where it stands
 * @param question in the operators' words
 * @param intent whose messages it answers; may be empty
 * @param tags the operators' own
 * @param owner who answers for it; may be empty
 * @param from the first instant, or {@code null}
 * @param until the first instant at which it is no longer told, or {@code null}
 * @param similar how many similar questions it has
 */
public record ListedItem(
    Item item,
    String question,
    String intent,
    List<String> tags,
    String owner,
    @Nullable Instant from,
    @Nullable Instant until,
    int similar) {

  public ListedItem {
    tags = List.copyOf(tags);
  }
}
