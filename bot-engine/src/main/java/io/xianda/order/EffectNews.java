package io.xianda.order;

import io.xianda.conversation.Part;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/** What shoppers are told of an effect once it is known, from {@code news.properties}. */
final class EffectNews {

  private static final int SHOWN_DIGITS = 4;

  private final ResourceBundle texts =
      ResourceBundle.getBundle("io.xianda.order.news", Locale.ROOT);

  List<Part> of(StoredEffect stored) {
    Effect effect = stored.effect();
    String order = effect.order().substring(Math.max(0, effect.order().length() - SHOWN_DIGITS));
    return List.of(
        new Part.Text(
            switch (stored.result()) {
              case EffectResult.Applied applied -> done(effect, order);
              case EffectResult.Refused refused -> say("refused." + word(effect), order);
              case EffectResult.Unknown unknown ->
                  throw new IllegalArgumentException("there is no news of " + stored.key());
            }));
  }

  private String done(Effect effect, String order) {
    return switch (effect) {
      case Effect.Refund refund ->
          say(
              refund.automatic() ? "done.refund" : "done.refund-review",
              order,
              money(refund.amount()));
      case Effect.Compensate coupon -> say("done.coupon", order, money(coupon.amount()));
      case Effect.Reship reship -> say("done.reship", order, reship.pieces());
      case Effect.Cancel _,
          Effect.Readdress _,
          Effect.Reschedule _,
          Effect.Urge _,
          Effect.Withdraw _,
          Effect.Annotate _ ->
          say("done." + word(effect), order);
      case Effect.Grant _, Effect.Reject _ ->
          throw new IllegalArgumentException("the ticket tells of what it has asked for");
    };
  }

  private static String word(Effect effect) {
    return switch (effect) {
      case Effect.Refund _ -> "refund";
      case Effect.Reship _ -> "reship";
      case Effect.Cancel _ -> "cancel";
      case Effect.Readdress _ -> "address";
      case Effect.Reschedule _ -> "time";
      case Effect.Urge _ -> "urge";
      case Effect.Compensate _ -> "coupon";
      case Effect.Withdraw _ -> "withdraw";
      case Effect.Annotate _ -> "note";
      case Effect.Grant _ -> "grant";
      case Effect.Reject _ -> "reject";
    };
  }

  private static String money(BigDecimal amount) {
    return amount.setScale(2, RoundingMode.HALF_UP).toPlainString();
  }

  private String say(String key, Object... arguments) {
    return new MessageFormat(texts.getString(key), Locale.ROOT).format(arguments);
  }
}
