/**
 * What happened: reports over a span of days, and the measurements of the bot over time. Start with
 * {@link io.xianda.insight.Reports}, which puts together what {@code CountConversations}, {@code
 * CountTopics} and {@code CountGoods} read from the record; {@code Share} and {@code Chance} keep
 * small numbers from shouting, {@code WriteWorkbook} writes all of it into a file, and {@code
 * Evaluations} reads the measurements. What each figure means stands in docs/figures.md. Nothing is
 * kept, and nothing that tells who somebody is leaves this package.
 */
@NullMarked
package io.xianda.insight;

import org.jspecify.annotations.NullMarked;
