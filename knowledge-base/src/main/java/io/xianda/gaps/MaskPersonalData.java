package io.xianda.gaps;

import com.google.i18n.phonenumbers.PhoneNumberMatch;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.Leniency;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import java.text.Normalizer;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Puts a name such as 〔手机号〕 in the place of everything in a message that could tell who wrote it:
 * telephone numbers, order numbers, e-mail addresses, postal addresses, names behind 收件人, accounts,
 * identity cards, number plates, links, and every other long number.
 *
 * <p>It masks too much rather than too little: what is left is read by operators and kept for
 * months, and a question is understood without its numbers. The hotlines 12315 and 12345 stay,
 * since whoever names them complains. Masking twice changes nothing more. Thread-safe.
 */
public final class MaskPersonalData {

  /** In UTF-16 units; what lies beyond is cut off. */
  static final int LONGEST = 1000;

  private static final String COUNTRY = "CN";
  private static final long TRIES = 50;

  /** What replaces what. */
  private record Rule(Pattern pattern, String replacement) {

    static Rule of(String mask, String regex) {
      return new Rule(Pattern.compile(regex, Pattern.CASE_INSENSITIVE), "〔" + mask + "〕");
    }

    /** Only behind words that say what follows; these stay. */
    static Rule behind(String words, String mask, String regex) {
      return new Rule(
          Pattern.compile("(" + words + ")" + regex, Pattern.CASE_INSENSITIVE), "$1〔" + mask + "〕");
    }

    String in(String text) {
      return pattern.matcher(text).replaceAll(replacement);
    }
  }

  private static final List<Rule> BEFORE_PHONES =
      List.of(
          Rule.of("网址", "(?:https?://|www\\.)[\\x21-\\x7e]+"),
          Rule.of("邮箱", "[a-z0-9._%+-]{1,64}@[a-z0-9-]{1,63}(?:\\.[a-z0-9-]{1,63}){1,4}"),
          Rule.of(
              "证件号",
              "(?<![a-z0-9])[1-9]\\d{5}(?:19|20)\\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])\\d{3}[\\dx](?![a-z0-9])"),
          Rule.of("订单号", "xm[ -]?\\d(?:[ -]?\\d){5,19}"),
          Rule.behind("(?:订单|单号|编号|单号是|单号为)[:#]? ?", "订单号", "\\d{6,20}"),
          Rule.of("手机号", "(?<!\\d)1[3-9]\\d[ -]?[*x]{4}[ -]?\\d{4}(?!\\d)"),
          Rule.of("手机号", "(?:(?<!\\d)\\+?86[ -]?|(?<!\\d))1[ .-]?[3-9](?:[ .-]?\\d){9}(?!\\d)"),
          Rule.of("手机号", "[一幺][三四五六七八九](?:[ -]?[零〇幺一二两三四五六七八九]){9}"));

  private static final List<Rule> AFTER_PHONES =
      List.of(
          Rule.of("地址", PostalAddress.REGEX),
          Rule.of("车牌", "[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][a-z][ ·.]?[a-z0-9]{5,6}(?![a-z0-9])"),
          Rule.behind("(?:收货人|收件人|联系人|姓名|名字)(?:[是为叫]|[:,]| ){1,2}", "姓名", "[一-龥]{2,4}(?![一-龥])"),
          Rule.behind("(?:微信|qq|账号|支付宝)号?(?:[是为]|[:,]| ){0,2}", "账号", "[a-z0-9_-]{5,20}"),
          Rule.behind(
              "(?:尾号|尾数|后四位|后4位|末四位|验证码|取件码|取货码|密码)(?:数字)?(?:[是为]|[:,]| ){0,2}", "数字", "\\d{3,8}"),
          Rule.of("数字", "[零〇幺一二两三四五六七八九](?:[ -]?[零〇幺一二两三四五六七八九]){6,}"),
          Rule.of("数字", "(?<!\\d)\\d(?:[ -]?\\d){8,}"),
          Rule.of("数字", "(?<!\\d)(?!12315(?!\\d)|12345(?!\\d))\\d{5,}"));

  /** Without so many there is no telephone, and looking for one takes longer than all the rest. */
  private static final Pattern DIGITS = Pattern.compile("(?:\\d[^\\d]{0,4}){5}");

  /** What nobody sees, and would part the digits of a number. */
  private static final Pattern UNSEEN = Pattern.compile("[\\p{Cf}\\p{Cs}\\ufe00-\\ufe0f]");

  private static final Pattern SPACES = Pattern.compile("[\\p{Cc}\\p{Z}]+");

  private MaskPersonalData() {}

  /** The text without personal data, in the compatibility form of Unicode, at most 1,000 long. */
  public static String in(String typed) {
    String text = SPACES.matcher(cut(visible(cut(typed)))).replaceAll(" ").strip();
    for (Rule rule : BEFORE_PHONES) {
      text = rule.in(text);
    }
    text = withoutPhones(text);
    for (Rule rule : AFTER_PHONES) {
      text = rule.in(text);
    }
    return cut(text);
  }

  /** Other telephones than mobiles: landlines, service numbers, numbers of other countries. */
  private static String withoutPhones(String text) {
    if (!DIGITS.matcher(text).find()) {
      return text;
    }
    PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
    StringBuilder out = new StringBuilder(text.length());
    int from = 0;
    for (PhoneNumberMatch match : numbers.findNumbers(text, COUNTRY, Leniency.VALID, TRIES)) {
      boolean mobile = numbers.getNumberType(match.number()) == PhoneNumberType.MOBILE;
      out.append(text, from, match.start()).append(mobile ? "〔手机号〕" : "〔电话〕");
      from = match.end();
    }
    return out.append(text, from, text.length()).toString();
  }

  private static String visible(String text) {
    return Normalizer.normalize(UNSEEN.matcher(text).replaceAll(""), Normalizer.Form.NFKC);
  }

  private static String cut(String text) {
    if (text.length() <= LONGEST) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
    return text.substring(0, end);
  }
}
