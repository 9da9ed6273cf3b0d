/**
 * The way of a message. Read {@link io.xianda.dialogue.AnswerMessage} first: it is the table of
 * contents. What the bot does about a turn is decided by {@link io.xianda.dialogue.Dialogue}, a
 * function without database or network, from the ordered list in {@code Policies}; tasks are {@code
 * Flow}s. What the bot says stands in {@code phrases.properties}.
 */
@NullMarked
package io.xianda.dialogue;

import org.jspecify.annotations.NullMarked;
