package io.xianda.dialogue;

import io.xianda.conversation.Part;
import io.xianda.flow.Asks;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the bot says.
 *
 * @param parts in the order they are shown, at least one
 * @param asks what it waits for, or {@code null}
 */
public record Reply(List<Part> parts, @Nullable Asks asks) {

  public Reply {
    parts = List.copyOf(parts);
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("a reply says something");
    }
  }
}
