/**
 * The life of an entry, from the first draft to the archive. Start with {@link
 * io.xianda.curating.Curating}: it is given a {@link io.xianda.curating.Change} and tells the
 * {@link io.xianda.curating.Outcome}. {@link io.xianda.curating.Items} reads items and their
 * versions, {@link io.xianda.curating.ListItems} finds them, {@link io.xianda.curating.AuditTrail}
 * tells who did what. {@link io.xianda.curating.Guards} is all that is looked at before something
 * is told.
 */
@NullMarked
package io.xianda.curating;

import org.jspecify.annotations.NullMarked;
