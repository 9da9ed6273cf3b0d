/**
 * The merchant's order system behind one interface, {@link io.xianda.order.OrderGateway}: over HTTP
 * ({@code HttpOrderGateway}, docs/order-gateway.yaml), or the demonstration shop over a fixture
 * whose times are offsets from the moment it is loaded. What is to be done goes through {@link
 * io.xianda.order.StoredEffects}, which does it once.
 */
@NullMarked
package io.xianda.order;

import org.jspecify.annotations.NullMarked;
