/**
 * What would the bot say? Start with {@link io.xianda.rehearsal.TryMessage}: it sends one message
 * the way that shoppers' messages take and tells what came of it and why, over the published base
 * or over one with drafts in it. {@link io.xianda.rehearsal.ReplayQuestions} does so with
 * thousands, before and after a change. Nothing is stored and nobody is told anything.
 */
@NullMarked
package io.xianda.rehearsal;

import org.jspecify.annotations.NullMarked;
