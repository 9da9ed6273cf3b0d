package io.xianda.workplace;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.xianda.conversation.Author;
import io.xianda.conversation.Conversation;
import io.xianda.conversation.Conversations;
import io.xianda.conversation.Message;
import io.xianda.conversation.Part;
import io.xianda.dialogue.Decision;
import io.xianda.dialogue.Outcome;
import io.xianda.knowledge.FillPlaceholders;
import io.xianda.knowledge.Hit;
import io.xianda.knowledge.ShopFacts;
import io.xianda.quickreply.QuickReply;
import io.xianda.rehearsal.Attempt;
import io.xianda.rehearsal.TryMessage;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What an agent might say to the shopper's last messages. The bot rehearses them for a guest, who
 * has no orders: it keeps silent and nothing is done.
 */
@Component
class SuggestReplies {

  private static final int LOOKED_BACK = 30;
  private static final int LONGEST_QUESTION = 500;
  private static final int TEXTS = 3;

  /** Less probable entries would mislead more often than help. */
  private static final double LEAST_PROBABLE = 0.1;

  /** Of the pairs of characters of a quick reply's title, how many the shopper's words share. */
  private static final double LEAST_ALIKE = 0.34;

  private final Conversations conversations;
  private final TryMessage tryMessage;
  private final FillPlaceholders placeholders;
  private final Clock clock;

  SuggestReplies(Conversations conversations, TryMessage tryMessage, ShopFacts facts, Clock clock) {
    this.conversations = conversations;
    this.tryMessage = tryMessage;
    this.placeholders = new FillPlaceholders(facts);
    this.clock = clock;
  }

  /** Where a suggestion comes from. */
  enum Source {
    BOT,
    ENTRY,
    QUICK_REPLY
  }

  /**
   * A text that may be sent.
   *
   * @param text fit to be sent; of a quick reply with its gaps, which are filled when it is used
   * @param probability that it answers, or {@code null} where nobody has computed it
   * @param entry that it is of, or {@code null}
   * @param reply that it is of, or {@code null}
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Suggestion(
      Source source,
      String text,
      @Nullable Double probability,
      @Nullable String entry,
      @Nullable UUID reply) {}

  /** At most three texts of bot and base, then at most three of these quick replies. */
  List<Suggestion> of(Conversation seen, List<QuickReply> replies) {
    String asked = lastAsked(seen);
    if (asked.isBlank()) {
      return List.of();
    }
    Outcome outcome =
        tryMessage.published(new Attempt(asked, seen.channel(), null, null, clock.instant()));
    List<Suggestion> texts = new ArrayList<>();
    byBot(outcome).ifPresent(texts::add);
    outcome.found().hits().stream()
        .filter(hit -> hit.probability() >= LEAST_PROBABLE)
        .flatMap(hit -> ofEntry(hit).stream())
        .filter(one -> texts.stream().noneMatch(other -> other.text().contains(one.text())))
        .limit((long) TEXTS - texts.size())
        .toList()
        .forEach(texts::add);
    replies.stream()
        .filter(reply -> alike(reply.title(), asked) >= LEAST_ALIKE)
        .sorted(
            Comparator.comparingDouble((QuickReply reply) -> alike(reply.title(), asked))
                .reversed())
        .limit(TEXTS)
        .forEach(reply ->
            texts.add(
                new Suggestion(Source.QUICK_REPLY, reply.text().value(), null, null, reply.id())));
    return texts;
  }

  /** What the shopper said last in one go, whoever has spoken since. */
  private String lastAsked(Conversation seen) {
    List<Message> last =
        conversations.after(seen.id(), Math.max(0, seen.lastSeq() - LOOKED_BACK), LOOKED_BACK);
    int end = last.size();
    while (end > 0 && last.get(end - 1).author() != Author.SHOPPER) {
      end--;
    }
    int start = end;
    while (start > 0 && last.get(start - 1).author() == Author.SHOPPER) {
      start--;
    }
    String asked =
        last.subList(start, end).stream()
            .map(Message::text)
            .filter(text -> !text.isBlank())
            .collect(Collectors.joining("\n"));
    int most = Math.min(LONGEST_QUESTION, asked.codePointCount(0, asked.length()));
    return asked.substring(0, asked.offsetByCodePoints(0, most));
  }

  /**
   * Only what is said for itself: what the bot asks or does belongs to a conversation of its own.
   */
  private static Optional<Suggestion> byBot(Outcome outcome) {
    return switch (outcome.decision()) {
      case Decision.Answer(var entry, double probability) ->
          Optional.of(
              new Suggestion(Source.BOT, text(outcome), probability, entry.id().value(), null));
      case Decision.FollowRule _, Decision.Socialise _ ->
          Optional.of(new Suggestion(Source.BOT, text(outcome), null, null, null));
      case Decision.HandOver _,
          Decision.KeepWaiting _,
          Decision.ReturnToBot _,
          Decision.Progress _,
          Decision.Clarify _,
          Decision.AdmitGap _,
          Decision.Abstain _,
          Decision.AskToShorten _,
          Decision.OrdersAway _,
          Decision.LeaveTicket _,
          Decision.AskForWords _ ->
          Optional.empty();
    };
  }

  private static String text(Outcome outcome) {
    return outcome.reply().parts().stream()
        .filter(Part.Text.class::isInstance)
        .map(part -> ((Part.Text) part).text())
        .collect(Collectors.joining("\n"));
  }

  private Optional<Suggestion> ofEntry(Hit hit) {
    return switch (placeholders.fill(hit.entry().answer())) {
      case FillPlaceholders.Result.Filled(String text) ->
          Optional.of(
              new Suggestion(
                  Source.ENTRY, text, hit.probability(), hit.entry().id().value(), null));
      case FillPlaceholders.Result.Unfillable _ -> Optional.empty();
    };
  }

  /** Told by pairs of characters, which cost nothing: 0 to 1. */
  static double alike(String title, String asked) {
    List<String> pairs =
        IntStream.range(0, title.length() - 1).mapToObj(i -> title.substring(i, i + 2)).toList();
    return pairs.isEmpty()
        ? 0
        : pairs.stream().filter(asked::contains).count() / (double) pairs.size();
  }
}
