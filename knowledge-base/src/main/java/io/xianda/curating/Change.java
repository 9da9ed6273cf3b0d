package io.xianda.curating;

import io.xianda.knowledge.EntryId;
import java.util.UUID;

/**
 * A request to do something to an item.
 *
 * @param request told by the client; the same request has its effect once
 * @param by who wants it
 * @param item of which item; see {@link #newItem}
 * @param seen the item's lock number that the operator saw; 0 to create
 * @param action what is to be done
 */
public record Change(UUID request, Operator by, EntryId item, long seen, Action action) {

  public Change {
    if (seen < 0) {
      throw new IllegalArgumentException("a lock number is not negative: " + seen);
    }
  }

  /**
   * An identifier for a new item whose operator named none: it comes from the request, so that a
   * repeated request means the same item.
   */
  public static EntryId newItem(UUID request) {
    return new EntryId("kb-" + request);
  }
}
