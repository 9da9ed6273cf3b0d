package io.xianda.flow;

import io.xianda.intent.slot.YesNo;
import java.util.regex.Pattern;

/** What guests say when they are asked to sign in. */
final class SignIn {

  private static final Pattern REFUSES =
      Pattern.compile(
          "不(?:想|要|愿意?|方便|会|肯|用|登)|没(?:有)?(?:账号|号|注册|微信)|登不[上了]|登录?不了|懒得|麻烦|算了|凭什么|为什么要|直接");

  private SignIn() {}

  /** Whether a guest will not or cannot. */
  static boolean refused(FlowTurn turn) {
    return REFUSES.matcher(turn.text()).find() || YesNo.of(turn.text()) == YesNo.NO;
  }
}
