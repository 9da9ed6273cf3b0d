package io.xianda.flow;

import io.xianda.order.Account;
import io.xianda.order.MerchantAwayException;
import io.xianda.order.Order;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a task has learned so far, in a few words for the person who takes over. */
public final class DraftInWords {

  private static final ResourceBundle TEXTS =
      ResourceBundle.getBundle("io.xianda.flow.phrases", Locale.ROOT);

  private static final Logger LOG = LoggerFactory.getLogger(DraftInWords.class);

  private DraftInWords() {}

  /**
   * Each thing that is known; empty when nothing is.
   *
   * @param turn where goods have their names from; {@code null} when nothing is known but the state
   */
  public static List<String> of(FlowState state, @Nullable FlowTurn turn) {
    return switch (state.draft()) {
      case Draft.Words(String text) -> text.isBlank() ? List.of() : List.of(text);
      case Draft.NewAddress(String to) -> List.of(to);
      case Draft.NewTime(var from, var until) -> List.of(from + " - " + until);
      case Draft.ToWithdraw(String refund) -> List.of(refund);
      case ClaimDraft claim -> lines(claim, turn);
    };
  }

  private static List<String> lines(ClaimDraft claim, @Nullable FlowTurn turn) {
    if (claim.lines().isEmpty()) {
      return claim.said().isBlank() ? List.of() : List.of(claim.said());
    }
    Optional<Account> account = turn == null ? Optional.empty() : account(turn);
    return claim.lines().stream().map(line -> words(line, account)).toList();
  }

  private static String words(ClaimDraft.Line line, Optional<Account> account) {
    List<String> words = new ArrayList<>();
    words.add(name(line, account));
    words.add(TEXTS.getString("problem." + line.problem().name().toLowerCase(Locale.ROOT)));
    if (line.part() != null) {
      words.add(
          MessageFormat.format(
              TEXTS.getString("draft.part"), Math.round(100 * line.part().toDouble())));
    }
    if (!line.photos().isEmpty()) {
      words.add(MessageFormat.format(TEXTS.getString("draft.photos"), line.photos().size()));
    }
    return String.join(" ", words);
  }

  private static String name(ClaimDraft.Line line, Optional<Account> account) {
    return account
        .flatMap(known -> known.order(line.order()))
        .flatMap(order ->
            order.items().stream().filter(item -> item.sku().equals(line.item())).findFirst())
        .map(Order.Item::name)
        .orElse(line.item());
  }

  /** Whoever takes over waits for no merchant's system: without it, goods go by their numbers. */
  private static Optional<Account> account(FlowTurn turn) {
    try {
      return turn.isGuest() ? Optional.empty() : Optional.of(turn.account());
    } catch (MerchantAwayException e) {
      LOG.info("a person takes over while the merchant's system is away: {}", e.getMessage());
      return Optional.empty();
    }
  }
}
