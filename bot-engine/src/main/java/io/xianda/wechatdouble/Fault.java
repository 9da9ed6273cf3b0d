package io.xianda.wechatdouble;

import java.time.Duration;

/** What may go wrong with a call of the API. */
public sealed interface Fault {

  /** It is refused with this {@code errcode}, and nothing is done. */
  record Code(int code) implements Fault {}

  /** It takes this much longer; another fault may follow. */
  record Delay(Duration time) implements Fault {}

  /** The connection is closed, and nothing is done. */
  record Drop() implements Fault {}

  /** Nobody answers for a minute, and nothing is done. */
  record Silence() implements Fault {}

  /** It is done, and the connection closed before the answer. */
  record LostAnswer() implements Fault {}

  /** Something on the way answers with this status of HTTP instead. */
  record Status(int status) implements Fault {}
}
