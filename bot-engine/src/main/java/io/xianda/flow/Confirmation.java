package io.xianda.flow;

import io.xianda.intent.slot.YesNo;
import java.util.regex.Pattern;

/** What a shopper says to something that was read back. */
enum Confirmation {
  YES,
  NO,
  UNCLEAR;

  private static final Pattern CALLS_OFF =
      Pattern.compile(
          "算了|不(?:退|取消|改|换|要|申请|弄|撤|撤销|撤回|用|想|加|补|催)(?:掉)?了|先不|先别|先等|再想想|再考虑|考虑一下|留着|保留|还是别|反悔|当我没说|不麻烦了|放弃");

  private static final Pattern AGREES =
      Pattern.compile(
          "(?:就|那就?|都|直接|快|赶紧|帮我)?(?:退|取消|改|换|提交|确认|补发?|撤销?|撤回|申请|办|弄|写|送|重发)(?:掉|了|款|钱)?(?:吧|嘛|呗|啦)|没(?:问题|意见|错)|认了|就这样|这样吧|那行|那好|也行|都行|可以的?|同意|接受|ok");

  private static final Pattern DENIES =
      Pattern.compile("^(?:不|别|没|甭|莫)(?!错|问题|意见|关系|客气|好意思|急)|不(?:行|对|是|可以|同意|接受)");

  private static final Pattern QUESTION =
      Pattern.compile("[要是能会可][不没][要是能会可]|吗|么$|[?？]$|怎么|哪|啥|什么|多少|多久");

  static Confirmation of(String text) {
    if (QUESTION.matcher(text).find() && YesNo.of(text) == YesNo.NEITHER) {
      return UNCLEAR;
    }
    if (CALLS_OFF.matcher(text).find()) {
      return NO;
    }
    return switch (YesNo.of(text)) {
      case YES -> YES;
      case NO -> NO;
      case NEITHER ->
          DENIES.matcher(text).find() ? NO : AGREES.matcher(text).find() ? YES : UNCLEAR;
    };
  }
}
