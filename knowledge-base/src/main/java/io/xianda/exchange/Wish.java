package io.xianda.exchange;

import io.xianda.curating.DraftContent;
import java.util.List;

/**
 * What a row would change.
 *
 * @param row which one
 * @param seen the lock number of the item; 0 when there is none
 * @param content the entry would say
 * @param writes whether that is new
 * @param publishes whether it would be told
 * @param forms its questions, normalised
 */
record Wish(
    Row row,
    long seen,
    DraftContent content,
    boolean writes,
    boolean publishes,
    List<String> forms) {}
