package io.xianda.console;

import io.xianda.curating.Item;
import io.xianda.curating.Items;
import io.xianda.curating.Version;
import io.xianda.knowledge.Entry;
import io.xianda.knowledge.EntryId;
import java.util.List;
import org.springframework.stereotype.Component;

/** What items would tell if their working versions were published. */
@Component
class DraftedEntries {

  private final Items items;

  DraftedEntries(Items items) {
    this.items = items;
  }

  /** An item with the entry that its working version would be. */
  record Working(Item item, Entry entry) {}

  /** Those of these items; refused when one is missing or lacks what every entry has. */
  List<Working> of(List<EntryId> ids) {
    return ids.stream().distinct().map(this::of).toList();
  }

  private Working of(EntryId id) {
    Item item = items.find(id).orElseThrow(() -> Refusal.of(ConsoleProblem.NO_ITEM, id));
    Version version = items.version(id, item.workingVersion()).orElseThrow();
    try {
      return new Working(item, version.content().toEntry(id));
    } catch (IllegalArgumentException e) {
      throw Refusal.of(ConsoleProblem.UNFINISHED, id);
    }
  }
}
