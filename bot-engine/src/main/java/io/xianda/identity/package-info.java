/**
 * Who is asking. {@link io.xianda.identity.ShopperTokens} issues and reads the tokens that shoppers
 * carry; {@code SecurityConfig} says, in one list, which address needs one.
 */
@NullMarked
package io.xianda.identity;

import org.jspecify.annotations.NullMarked;
