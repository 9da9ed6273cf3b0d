/**
 * What the shop's CRM knows of a shopper, for agents to see beside the chat. Start with {@link
 * io.xianda.crm.Crm}; the contract is docs/crm.yaml. No message waits for it.
 */
@NullMarked
package io.xianda.crm;

import org.jspecify.annotations.NullMarked;
