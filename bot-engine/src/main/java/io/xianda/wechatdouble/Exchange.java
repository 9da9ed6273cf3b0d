package io.xianda.wechatdouble;

import java.time.Instant;

/**
 * One call between Xianda and WeChat, as it went over the wire; secrets and access tokens are left
 * out.
 *
 * @param toXianda whether it is a callback
 * @param request at most 4,000 characters
 * @param status 0 when there was no answer
 */
public record Exchange(
    long number,
    Instant at,
    boolean toXianda,
    String method,
    String address,
    String request,
    int status,
    String answer,
    long millis) {}
