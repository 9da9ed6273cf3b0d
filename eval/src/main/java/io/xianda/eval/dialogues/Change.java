package io.xianda.eval.dialogues;

import io.xianda.order.Effect;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Something that changed in the shop, in the words of suites.
 *
 * @param kind such as {@code refund}
 * @param fields such as {@code order} and {@code amount}, in the order of the contract
 */
public record Change(String kind, Map<String, String> fields) {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm").withZone(ZoneId.of("Asia/Shanghai"));

  public Change {
    fields = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }

  /** What an effect is to a suite. */
  static Change of(Effect effect) {
    return switch (effect) {
      case Effect.Refund r ->
          change("refund", effect)
              .with("item", r.item())
              .with("amount", r.amount().toPlainString())
              .with("auto", String.valueOf(r.automatic()));
      case Effect.Reship r -> change("reship", effect).with("item", r.item());
      case Effect.Cancel c -> change("cancel", effect);
      case Effect.Readdress r -> change("address", effect).with("contains", r.to());
      case Effect.Reschedule r -> change("time", effect).with("contains", start(r.from()));
      case Effect.Urge u -> change("urge", effect);
      case Effect.Compensate c ->
          change("coupon", effect).with("amount", c.amount().toPlainString());
      case Effect.Withdraw w -> change("withdraw", effect).with("refund", w.refund());
      case Effect.Annotate a -> change("note", effect).with("contains", a.text());
      // People decide these, after the dialogue.
      case Effect.Grant g -> change("grant", effect).with("item", g.item());
      case Effect.Reject r -> change("reject", effect).with("item", r.item());
    };
  }

  private static String start(Instant from) {
    return TIME.format(from);
  }

  private static Change change(String kind, Effect effect) {
    return new Change(kind, Map.of("order", effect.order()));
  }

  private Change with(String field, String value) {
    Map<String, String> more = new LinkedHashMap<>(fields);
    more.put(field, value);
    return new Change(kind, more);
  }

  @Override
  public String toString() {
    return kind + " " + fields;
  }
}
