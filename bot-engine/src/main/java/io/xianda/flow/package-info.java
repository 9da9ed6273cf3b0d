/**
 * The tasks that the bot finishes with a shopper. Start with {@link io.xianda.flow.Flow}: a task is
 * one class that says what comes next, and one line in {@link io.xianda.flow.Flows}. Tasks decide
 * by {@link io.xianda.flow.ShopRules} over what {@link io.xianda.order.OrderGateway} tells, keep
 * what they must remember in a {@link io.xianda.flow.FlowState}, and never act themselves: an
 * effect is returned as a step, done by whoever runs the task, and its result decides what is said.
 * What they say stands in {@code phrases.properties}.
 */
@NullMarked
package io.xianda.flow;

import org.jspecify.annotations.NullMarked;
