/**
 * Chatwoot as the desk: Xianda is the agent bot of an inbox, and people serve in Chatwoot. Start
 * with {@link io.xianda.chatwoot.ChatwootSettings}; without a URL this room does nothing. What
 * Chatwoot tells comes in at {@code ChatwootController} and is stored by {@code TakeEvent}; what
 * the record says after that is planned by {@code PlanWork} and done by {@code DoWork}.
 * docs/chatwoot.md.
 */
@NullMarked
package io.xianda.chatwoot;

import org.jspecify.annotations.NullMarked;
