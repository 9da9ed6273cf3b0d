/**
 * Who is asking. {@link io.xianda.identity.ShopperTokens} issues and reads the tokens that shoppers
 * carry, {@link io.xianda.identity.StaffTokens} those of the staff; {@code SecurityConfig} says, in
 * one list, which address needs one, {@code StaffDoors} what the staff may do, and {@code
 * OpenDoors} what everybody else may. Accounts and sessions are kept by {@code io.xianda.staff},
 * which is asked through {@link io.xianda.identity.StaffSessions}.
 */
@NullMarked
package io.xianda.identity;

import org.jspecify.annotations.NullMarked;
