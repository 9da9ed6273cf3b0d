package io.xianda.wechat;

/** Gives back what was counted for a message of which WeChat, as is known now, took none. */
final class Unspent {

  private Unspent() {}

  /**
   * With one more in the window that a message was counted in.
   *
   * @param now as it stands, perhaps with a window that was opened meanwhile
   * @param before as it stood before the message was counted
   * @param after as it stood then
   * @return the same where that window was closed or has begun anew
   */
  static Budget back(Budget now, Budget before, Budget after) {
    int message = before.messageLeft() - after.messageLeft();
    int moment = before.momentLeft() - after.momentLeft();
    return new Budget(
        now.messageUntil(),
        now.messageUntil().equals(before.messageUntil())
            ? Math.min(before.messageLeft(), now.messageLeft() + message)
            : now.messageLeft(),
        now.momentUntil(),
        now.momentUntil().equals(before.momentUntil())
            ? Math.min(before.momentLeft(), now.momentLeft() + moment)
            : now.momentLeft());
  }
}
