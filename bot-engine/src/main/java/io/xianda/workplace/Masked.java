package io.xianda.workplace;

import io.xianda.intent.slot.Address;
import io.xianda.intent.slot.Mention;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Personal data as pages show it: enough to talk about, too little to find somebody. What has not
 * the shape that it should have is hidden as a whole.
 */
final class Masked {

  /** Stands for what is hidden. */
  static final String HIDDEN = "****";

  private static final Pattern MOBILE = Pattern.compile("(?:\\+?86)?(1\\d{2})\\d{4}(\\d{4})");
  private static final Pattern CITY = Pattern.compile("[\\p{IsHan}]{2,10}?市");

  private Masked() {}

  /** 13812340001 as 138****0001; of any other number nothing. */
  static String phone(String phone) {
    Matcher mobile = MOBILE.matcher(phone.replaceAll("[ -]", ""));
    return mobile.matches() ? mobile.group(1) + HIDDEN + mobile.group(2) : HIDDEN;
  }

  /** As far as the road, or the district where no road is named, or else the city. */
  static String address(String address) {
    List<Mention<Address>> read = Address.in(address);
    if (!read.isEmpty()) {
      Address first = read.getFirst().value();
      String last = first.road() != null ? first.road() : first.district();
      if (last != null && address.contains(last)) {
        return address.substring(0, address.indexOf(last) + last.length()) + HIDDEN;
      }
    }
    Matcher city = CITY.matcher(address);
    return (city.lookingAt() ? city.group() : "") + HIDDEN;
  }
}
