/**
 * The merchant's order system behind one interface, {@link io.xianda.order.OrderGateway}. The
 * demonstration shop implements it over a fixture whose times are offsets from the moment it is
 * loaded.
 */
@NullMarked
package io.xianda.order;

import org.jspecify.annotations.NullMarked;
