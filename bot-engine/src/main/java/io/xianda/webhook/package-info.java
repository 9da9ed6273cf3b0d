/**
 * What happens is told to other systems of the shop. The database writes down each event in the
 * transaction of the change itself (V22): a crash loses none. {@link io.xianda.webhook.Webhooks} is
 * what admins do with the endpoints; {@code DeliverWebhooks} signs and sends, {@code PostEvent} is
 * the call, and {@code PublicAddresses} decides where it may go. docs/webhooks.md is for receivers.
 */
@NullMarked
package io.xianda.webhook;

import org.jspecify.annotations.NullMarked;
