/**
 * What the bot may say. Start with {@link io.xianda.knowledge.KnowledgeBase}: it finds the entries
 * that may answer a message, each with the probability that it does. The entries themselves live in
 * PostgreSQL behind {@link io.xianda.knowledge.Entries}; an index is only a projection of one
 * generation of them. The search core is plain Java and needs neither Spring nor a database.
 */
@NullMarked
package io.xianda.knowledge;

import org.jspecify.annotations.NullMarked;
