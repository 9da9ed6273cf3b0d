package io.xianda.curating;

import io.xianda.knowledge.EntryId;
import java.time.DateTimeException;
import java.time.Instant;

/**
 * The order of a list of items, and a place in it: the list goes on behind. {@link #text} and
 * {@link #read} are its form for clients.
 */
public sealed interface ItemCursor {

  /** For clients; {@link #read} reads it. */
  String text();

  /** By the identifiers, ascending. */
  record ById(String after) implements ItemCursor {
    public ById {
      Bounds.text("cursor", after, 100);
    }

    @Override
    public String text() {
      return after;
    }
  }

  /** By the last change, the newest first. */
  record ByChange(Instant before, String id) implements ItemCursor {
    public ByChange {
      Bounds.text("cursor", id, 100);
    }

    @Override
    public String text() {
      return before + "~" + id;
    }
  }

  /** The beginning of the list by identifiers. */
  static ItemCursor firstById() {
    return new ById("");
  }

  /** The beginning of the list by changes. */
  static ItemCursor newest() {
    return new ByChange(Instant.parse("9999-12-31T00:00:00Z"), "");
  }

  /**
   * Reads what {@link #text} wrote.
   *
   * @throws IllegalArgumentException when it is no cursor
   */
  static ItemCursor read(String text) {
    try {
      String[] parts = text.split("~", 2);
      return parts.length == 2
          ? new ByChange(Instant.parse(parts[0]), new EntryId(parts[1]).value())
          : new ById(new EntryId(text).value());
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("not a cursor: " + text, e);
    }
  }
}
