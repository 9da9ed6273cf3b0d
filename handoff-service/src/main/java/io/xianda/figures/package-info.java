/**
 * How people and the bot did. {@link io.xianda.figures.CountFigures} counts all figures of a span
 * of time anew from the record, the cases and their events, by agent, group, hour, channel, intent
 * or reason; nothing is kept beside them, so that no figure can differ from what happened. What
 * each figure means stands in docs/figures.md.
 */
@NullMarked
package io.xianda.figures;

import org.jspecify.annotations.NullMarked;
