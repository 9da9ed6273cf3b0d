/**
 * What agents know of a shopper beyond a single conversation. Start with {@link
 * io.xianda.shopper.ShopperNotes}, sealed words of agents, and {@link
 * io.xianda.shopper.ShopperTags}, from a list that supervisors keep. Who may see which shopper is
 * decided by whoever calls.
 */
@NullMarked
package io.xianda.shopper;

import org.jspecify.annotations.NullMarked;
