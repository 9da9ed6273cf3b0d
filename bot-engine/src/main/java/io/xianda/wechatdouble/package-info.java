/**
 * A double of WeChat for the demo, the tests and the benches: its API, its quotas and windows, its
 * callbacks, and the phone of whoever writes. Written from WeChat's public documents and knows
 * {@code io.xianda.wechat} only by HTTP, so that two readings of those documents have to agree.
 * Start with {@link io.xianda.wechatdouble.WechatDouble}; {@link
 * io.xianda.wechatdouble.DoubleServer} answers for it on a port of 127.0.0.1. In the service there
 * is one only with {@code xianda.wechat-double.enabled}, which {@code bin/xianda serve
 * --demo-wechat} sets.
 *
 * <p>Read: <a href="https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/">the API of
 * mini-programs</a> and <a
 * href="https://developers.weixin.qq.com/doc/offiaccount/Getting_Started/Overview.html">that of
 * official accounts</a>, 2026-11.
 */
@NullMarked
package io.xianda.wechatdouble;

import org.jspecify.annotations.NullMarked;
