/**
 * WeChat: customer messages of mini-programs and official accounts (公众号). Start with {@link
 * io.xianda.wechat.WechatSettings}; without an app configured this room does nothing. What WeChat
 * sends comes in at {@code CallbackController}, which believes nothing that {@code OpenCallback}
 * has not checked; {@code TakeCallback} stores it. What the record says after that is planned by
 * {@code PlanReplies} and said by {@code SendOut}, within the {@code Budget} that WeChat allows.
 */
@NullMarked
package io.xianda.wechat;

import org.jspecify.annotations.NullMarked;
