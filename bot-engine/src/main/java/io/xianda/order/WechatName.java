package io.xianda.order;

import org.jspecify.annotations.Nullable;

/**
 * By what WeChat knows a shopper. Personal data: sent to the merchant's system, who has it from
 * WeChat too, and never logged.
 *
 * @param appId of the mini-program or official account
 * @param unionId where WeChat gives one
 */
public record WechatName(String appId, String openId, @Nullable String unionId) {

  private static final int SHOWN = 3;

  /** Masked: this is what reaches a log. */
  @Override
  public String toString() {
    return appId + "/…" + openId.substring(Math.max(0, openId.length() - SHOWN));
  }
}
