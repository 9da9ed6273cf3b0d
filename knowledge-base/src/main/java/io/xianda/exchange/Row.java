package io.xianda.exchange;

import io.xianda.curating.DraftContent;
import io.xianda.curating.LifeState;
import io.xianda.knowledge.EntryId;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A row of a file.
 *
 * @param number as a spreadsheet numbers it, the headers being row 1; in JSONL the line
 * @param id which entry it is
 * @param content what it says; empty where the file says nothing
 * @param given of which columns it says something, be it that the cell is empty
 * @param state what is to become of it, or {@code null} when the row does not say
 */
record Row(
    long number, EntryId id, DraftContent content, Set<Column> given, @Nullable LifeState state) {

  Row {
    given = given.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(given));
  }

  /** What the entry says when the file has its say: columns that it does not have stay. */
  DraftContent over(DraftContent old) {
    return new DraftContent(
        given.contains(Column.QUESTION) ? content.question() : old.question(),
        given.contains(Column.SIMILAR) ? content.similar() : old.similar(),
        given.contains(Column.ANSWER) ? content.answer() : old.answer(),
        given.contains(Column.PAGE) ? content.page() : old.page(),
        given.contains(Column.IMAGE) ? content.image() : old.image(),
        given.contains(Column.CHOICES) ? content.choices() : old.choices(),
        given.contains(Column.INTENT) ? content.intent() : old.intent(),
        given.contains(Column.TAGS) ? content.tags() : old.tags(),
        given.contains(Column.CHANNELS) ? content.channels() : old.channels(),
        given.contains(Column.CITIES) ? content.cities() : old.cities(),
        given.contains(Column.FROM) ? content.from() : old.from(),
        given.contains(Column.UNTIL) ? content.until() : old.until(),
        given.contains(Column.OWNER) ? content.owner() : old.owner());
  }
}
