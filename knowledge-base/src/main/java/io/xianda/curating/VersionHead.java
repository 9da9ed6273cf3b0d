package io.xianda.curating;

import io.xianda.knowledge.EntryId;
import java.time.Instant;

/**
 * A line of an item's history.
 *
 * @param item whose version it is
 * @param number from 1, without gaps
 * @param author who wrote it
 * @param at when
 * @param note what the author said about it; may be empty
 */
public record VersionHead(EntryId item, int number, Operator author, Instant at, String note) {}
