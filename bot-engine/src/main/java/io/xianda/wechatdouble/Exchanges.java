package io.xianda.wechatdouble;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/** The last calls, to look at. Thread-safe. */
public final class Exchanges {

  private static final int MOST = 200;
  private static final int LONGEST = 4000;
  private static final Pattern SECRETS =
      Pattern.compile(
          "((?:access_token|secret)=)[^&]*|(\"(?:access_token|secret|session_key)\"\\s*:\\s*\")[^\"]*");

  private final Deque<Exchange> last = new ArrayDeque<>();
  private final AtomicLong numbers = new AtomicLong();

  Exchanges() {}

  void add(Exchange exchange) {
    Exchange clean =
        new Exchange(
            numbers.incrementAndGet(),
            exchange.at(),
            exchange.toXianda(),
            exchange.method(),
            clean(exchange.address()),
            clean(exchange.request()),
            exchange.status(),
            clean(exchange.answer()),
            exchange.millis());
    synchronized (last) {
      last.addLast(clean);
      if (last.size() > MOST) {
        last.removeFirst();
      }
    }
  }

  private static String clean(String text) {
    String whole = SECRETS.matcher(text).replaceAll("$1$2***");
    return whole.length() > LONGEST ? whole.substring(0, LONGEST) + "…" : whole;
  }

  /** What can be read of a body. */
  static String shown(byte[] body) {
    boolean binary = body.length > 0 && body[0] != '{' && body[0] != '<' && body[0] != 's';
    return binary ? body.length + " bytes" : new String(body, StandardCharsets.UTF_8);
  }

  /** Those after a number, the oldest first. */
  public List<Exchange> after(long number) {
    synchronized (last) {
      return last.stream().filter(each -> each.number() > number).toList();
    }
  }
}
