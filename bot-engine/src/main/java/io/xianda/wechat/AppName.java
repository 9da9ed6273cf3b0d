package io.xianda.wechat;

import java.util.regex.Pattern;

/**
 * What an app of WeChat is called in the settings and in its callback's address.
 *
 * @param value 1 to 32 lower-case letters, digits and dashes
 */
record AppName(String value) {

  private static final Pattern SHAPE = Pattern.compile("[a-z0-9-]{1,32}");

  AppName {
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "the name of an app in xianda.wechat.apps has 1 to 32 lower-case letters, digits and dashes");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
