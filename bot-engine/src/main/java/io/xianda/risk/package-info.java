/**
 * How sure the bot must be, where reviewers set it by hand. {@link io.xianda.risk.Thresholds} keeps
 * each change; {@link io.xianda.risk.LiveRisk} holds what is in force on this node, and the
 * dialogue reads it without asking anybody. What may be set stands in {@link
 * io.xianda.risk.RiskSettings}.
 */
@NullMarked
package io.xianda.risk;

import org.jspecify.annotations.NullMarked;
