package io.xianda.intent.slot;

import com.google.i18n.phonenumbers.PhoneNumberMatch;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.Leniency;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A telephone number of the mainland, as it was typed: with spaces, hyphens, +86, or masked.
 *
 * <p>Reads the text as it was typed, since normalised text has lost its numbers. Thread-safe.
 *
 * @param kind what it calls
 * @param number E.164, such as {@code +8613800000001}; a masked one is {@code 138****1234}
 */
public record PhoneNumber(Kind kind, String number) {

  /** What a number calls. */
  public enum Kind {
    MOBILE,
    LANDLINE,
    /** 400 and 800 numbers. */
    SERVICE,
    /** A mobile number whose middle nobody is to read. */
    MASKED
  }

  private static final String COUNTRY = "CN";
  private static final long TRIES = 50;

  private static final Pattern MASKED =
      Pattern.compile("(?<!\\d)(1[3-9]\\d)[ -]?[*x]{4}[ -]?(\\d{4})(?!\\d)");

  /** Its digits would otherwise pass for those of a telephone. */
  private static final Pattern ORDER =
      Pattern.compile("xm[ -]?\\d(?:[ -]?\\d){5,19}|(?:订单|单)(?:编?号)?(?:是|为)?[:# ]{0,2}\\d{6,20}");

  /** Without a zero in front ten digits are rather an order than a telephone. */
  private static final Pattern WITH_AREA = Pattern.compile("(?:\\+|\\(?0|\\(?86)");

  private static final Pattern AMOUNT_AFTER = Pattern.compile(" ?(?:元|块|克|g|kg|ml|毫升|分)");

  /** The telephone numbers of a text, in its order. */
  public static List<Mention<PhoneNumber>> in(String raw) {
    String text = SameLength.of(raw);
    List<Mention<PhoneNumber>> found = new ArrayList<>();
    Matcher masked = MASKED.matcher(text);
    while (masked.find()) {
      found.add(
          new Mention<>(
              new Span(masked.start(), masked.end()),
              new PhoneNumber(Kind.MASKED, masked.group(1) + "****" + masked.group(2))));
    }
    PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
    for (PhoneNumberMatch match :
        numbers.findNumbers(withoutOrders(text), COUNTRY, Leniency.VALID, TRIES)) {
      Kind kind = kind(numbers.getNumberType(match.number()));
      if (kind == null
          || (kind == Kind.LANDLINE && !WITH_AREA.matcher(match.rawString()).lookingAt())
          || AMOUNT_AFTER.matcher(text).region(match.end(), text.length()).lookingAt()) {
        continue;
      }
      found.add(
          new Mention<>(
              new Span(match.start(), match.end()),
              new PhoneNumber(kind, numbers.format(match.number(), PhoneNumberFormat.E164))));
    }
    return Ordered.apart(found);
  }

  private static @Nullable Kind kind(PhoneNumberType type) {
    return switch (type) {
      case MOBILE -> Kind.MOBILE;
      case FIXED_LINE -> Kind.LANDLINE;
      case TOLL_FREE, SHARED_COST -> Kind.SERVICE;
      default -> null;
    };
  }

  private static String withoutOrders(String text) {
    StringBuilder out = new StringBuilder(text);
    Matcher order = ORDER.matcher(text);
    while (order.find()) {
      // A number may be followed by another, in groups of its own: XM2606150001 13800138000.
      int end = order.end();
      int space = text.indexOf(' ', order.start() + 4);
      if (space > 0 && space < end && digits(text, order.start(), space) >= 10) {
        end = space;
      }
      out.replace(order.start(), end, ",".repeat(end - order.start()));
    }
    return out.toString();
  }

  private static int digits(String text, int start, int end) {
    return (int) text.substring(start, end).chars().filter(Character::isDigit).count();
  }
}
