package io.xianda.curating;

import io.xianda.knowledge.EntryId;
import java.util.List;
import java.util.Set;

/**
 * An item as an import wants it, checked against the item that was seen.
 *
 * @param id which item
 * @param seen the lock number of the item that was checked; 0 when there was none
 * @param content of the version to come, or of the working version when nothing is written
 * @param writes whether that is a new version
 * @param publishes whether it is told from now on
 * @param forms its questions, as {@link Guards#forms} tells them
 * @param acknowledged warnings that the operator was shown
 */
public record Incoming(
    EntryId id,
    long seen,
    DraftContent content,
    boolean writes,
    boolean publishes,
    List<String> forms,
    Set<FindingCode> acknowledged) {

  public Incoming {
    forms = List.copyOf(forms);
    acknowledged = Set.copyOf(acknowledged);
    if (!writes && !publishes) {
      throw new IllegalArgumentException("nothing is wanted of " + id);
    }
    if (seen == 0 && !writes) {
      throw new IllegalArgumentException("what does not exist yet is written first: " + id);
    }
  }

  boolean isNew() {
    return seen == 0;
  }
}
