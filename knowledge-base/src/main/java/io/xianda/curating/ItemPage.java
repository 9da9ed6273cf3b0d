package io.xianda.curating;

import java.util.List;
import java.util.Optional;

/**
 * Some items of a list.
 *
 * @param items in the order that was asked for
 * @param next where the list goes on; empty at its end
 */
public record ItemPage(List<ListedItem> items, Optional<ItemCursor> next) {

  public ItemPage {
    items = List.copyOf(items);
  }
}
