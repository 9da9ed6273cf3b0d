package io.xianda.workplace;

import io.xianda.conversation.Conversations;
import io.xianda.conversation.PlacedMessage;
import io.xianda.conversation.ShopperId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/**
 * Looks for words in what was said before. Messages are sealed, hence they are opened and read: the
 * last 500 of the shopper, and no more.
 */
@Component
class SearchHistory {

  private static final int OPENED = 500;
  private static final int FOUND = 50;
  private static final int AROUND = 20;

  private final Conversations conversations;

  SearchHistory(Conversations conversations) {
    this.conversations = conversations;
  }

  /**
   * Where it was said.
   *
   * @param line the words with a little of what stands around them
   */
  record Place(String conversation, long seq, String author, Instant at, String line) {}

  /** At most 50 places, the newest first. */
  List<Place> of(ShopperId shopper, String query) {
    String wanted = query.strip().toLowerCase(Locale.ROOT);
    return conversations.recentOf(shopper, OPENED).stream()
        .filter(placed -> text(placed).toLowerCase(Locale.ROOT).contains(wanted))
        .limit(FOUND)
        .map(placed ->
            new Place(
                placed.conversation().toString(),
                placed.message().seq(),
                placed.message().author().name().toLowerCase(Locale.ROOT),
                placed.message().at(),
                line(text(placed), wanted)))
        .toList();
  }

  private static String text(PlacedMessage placed) {
    return placed.message().text().replace('\n', ' ');
  }

  /** Cut between whole characters, with an ellipsis where something was left out. */
  static String line(String text, String wanted) {
    int at = Math.clamp(text.toLowerCase(Locale.ROOT).indexOf(wanted), 0, text.length());
    int before = text.codePointCount(0, at);
    int whole = text.codePointCount(0, text.length());
    int from = Math.max(0, before - AROUND);
    int to = Math.min(whole, before + wanted.length() + AROUND);
    String cut = text.substring(text.offsetByCodePoints(0, from), text.offsetByCodePoints(0, to));
    return (from > 0 ? "…" : "") + cut + (to < whole ? "…" : "");
  }
}
