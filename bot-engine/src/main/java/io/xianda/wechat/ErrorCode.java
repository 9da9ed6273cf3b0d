package io.xianda.wechat;

/**
 * What is done about an error code of WeChat. 40001 and 42001 are not here: the token is renewed
 * where it is used, and a second one of them is like no answer.
 */
enum ErrorCode {
  /** The shopper has not written for 48 hours, or has never. */
  OUT_OF_WINDOW,
  /** All that WeChat allows has been said. */
  OUT_OF_BUDGET,
  /** About typing: 45072 is not a command, 45080 nobody has written, 45081 it shows already. */
  TYPING,
  /** The app may not do this at all. */
  UNAUTHORIZED,
  /** The shopper has not agreed to subscription messages. */
  NOT_SUBSCRIBED,
  /** The template, or what is put into it, is not as WeChat has it. */
  WRONG_TEMPLATE,
  /** WeChat is busy or will be asked with a new token: later. */
  LATER,
  /** Anything else: this message will never be taken. */
  NEVER;

  static ErrorCode of(int code) {
    return switch (code) {
      case 45015 -> OUT_OF_WINDOW;
      case 45047 -> OUT_OF_BUDGET;
      case 45072, 45080, 45081 -> TYPING;
      case 48001 -> UNAUTHORIZED;
      case 43101 -> NOT_SUBSCRIBED;
      case 47003, 40037 -> WRONG_TEMPLATE;
      case -1, 40001, 42001, 45009, 45011 -> LATER;
      default -> NEVER;
    };
  }
}
