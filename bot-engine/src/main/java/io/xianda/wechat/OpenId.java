package io.xianda.wechat;

import java.util.regex.Pattern;

/**
 * Who somebody is to one app of WeChat. Personal data: stored sealed, and never shown or logged as
 * a whole.
 *
 * @param value 1 to 64 letters, digits, dashes and underscores
 */
record OpenId(String value) {

  private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final int SHOWN = 3;

  OpenId {
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException("not an OpenID");
    }
  }

  /** Masked: this is what reaches a log. */
  @Override
  public String toString() {
    return "…" + value.substring(Math.max(0, value.length() - SHOWN));
  }
}
