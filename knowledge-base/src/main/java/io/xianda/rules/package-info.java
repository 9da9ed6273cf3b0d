/**
 * What operators want said to certain words, whatever the models think: 退款 leads to the refund
 * page. Start with {@link io.xianda.rules.KeywordRules}, where rules are kept and checked; {@link
 * io.xianda.rules.LiveRules} holds the {@link io.xianda.rules.RuleBook} that answers on this node,
 * and {@link io.xianda.rules.RuleBook#match} finds the rule for a message. Matching is plain Java
 * in linear time, without database; whoever puts the service together says in {@link
 * io.xianda.rules.Surroundings} what rules may refer to.
 */
@NullMarked
package io.xianda.rules;

import org.jspecify.annotations.NullMarked;
