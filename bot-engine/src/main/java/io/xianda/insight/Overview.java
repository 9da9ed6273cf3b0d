package io.xianda.insight;

import io.xianda.figures.Figures;
import io.xianda.figures.Span;
import io.xianda.figures.Spread;
import io.xianda.insight.CountConversations.Count;
import io.xianda.insight.CountConversations.Quantiles;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How the shop's service did in a span of days.
 *
 * @param before the span that it is compared with
 * @param zone whose days and hours they are
 * @param hours those with something in them
 */
record Overview(
    Span span,
    Span before,
    String zone,
    @Nullable String channel,
    Sums current,
    Sums previous,
    List<Day> days,
    List<Hour> hours,
    List<OfChannel> channels,
    Saved saved) {

  Overview {
    days = List.copyOf(days);
    hours = List.copyOf(hours);
    channels = List.copyOf(channels);
  }

  /**
   * All figures of one of the two spans.
   *
   * @param turns replies of the bot
   * @param resolution what the bot settled of what can be judged
   */
  record Sums(
      Funnel funnel,
      long turns,
      Share resolution,
      ToldWrong toldWrong,
      Bot bot,
      People people,
      Stars satisfaction,
      long thumbsUp,
      long thumbsDown) {}

  /** Conversations that came so far. */
  record Funnel(long asked, long answered, long clarified, long handedOver, long ticket) {

    static Funnel of(Count count) {
      return new Funnel(
          count.asked(), count.answered(), count.clarified(), count.handedOver(), count.ticket());
    }
  }

  /**
   * How often the record tells that the bot was wrong.
   *
   * @param share of the conversations in which it has answered
   * @param cameBack was settled, and yet the shopper came back to people
   * @param decidedOtherwise people paid another amount than the rules
   */
  record ToldWrong(Share share, long thumbsDown, long cameBack, long decidedOtherwise) {

    static ToldWrong of(Count count) {
      return new ToldWrong(
          Share.of(count.toldWrong(), count.answered()),
          count.disliked(),
          count.cameBack(),
          count.decidedOtherwise());
    }
  }

  /** Milliseconds. */
  record Bot(@Nullable Quantiles thinking, @Nullable Quantiles replying) {}

  record People(
      @Nullable Seconds waiting, @Nullable Seconds firstReply, @Nullable Seconds handling) {

    static People of(Figures.Row row) {
      return new People(
          Seconds.of(row.cases().waiting()),
          Seconds.of(row.cases().firstReply()),
          Seconds.of(row.handling()));
    }
  }

  record Seconds(long count, double median, double p90) {

    private static final double MILLIS = 1_000.0;

    static @Nullable Seconds of(@Nullable Spread spread) {
      return spread == null
          ? null
          : new Seconds(
              spread.count(),
              spread.median().toMillis() / MILLIS,
              spread.p90().toMillis() / MILLIS);
    }
  }

  record Stars(
      long ratings, @Nullable Double mean, @Nullable Double satisfied, Map<Integer, Long> stars) {

    static Stars of(Figures.Satisfaction said) {
      return new Stars(said.count(), said.mean(), said.satisfied(), new TreeMap<>(said.stars()));
    }
  }

  /** Conversations that began on a day. */
  record Day(LocalDate day, long asked, long settled, long handedOver, long ticket) {}

  /** Conversations that began in an hour of a day of the week, Monday being 1. */
  record Hour(int weekday, int hour, long asked) {}

  record OfChannel(String channel, long asked, long before) {}

  /**
   * What people did not have to do.
   *
   * @param minutes of an agent for a conversation
   * @param measured whether they were, or else are a setting
   * @param hourly what an hour of an agent costs, in yuan
   * @param yuan saved
   */
  record Saved(
      long settled, double minutes, boolean measured, BigDecimal hourly, BigDecimal yuan) {}
}
