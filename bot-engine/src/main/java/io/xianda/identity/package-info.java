/**
 * Who is asking. {@link io.xianda.identity.ShopperTokens} issues and reads the tokens that shoppers
 * carry, {@link io.xianda.identity.StaffTokens} those of the staff; {@code SecurityConfig} says, in
 * one list, which address needs one, and {@code StaffDoors} what the staff may do.
 */
@NullMarked
package io.xianda.identity;

import org.jspecify.annotations.NullMarked;
