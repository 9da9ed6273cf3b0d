package io.xianda.insight;

import io.xianda.figures.Span;
import io.xianda.insight.Goods.Row;
import io.xianda.order.Account;
import io.xianda.order.Effect;
import io.xianda.order.EffectRecord;
import io.xianda.order.Order;
import io.xianda.ticket.ClaimedItem;
import io.xianda.ticket.Ticket;
import io.xianda.ticket.Tickets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Counts claims for each product and each area. How often goods were sold the merchant's system
 * knows alone; what stands in the record are the accounts that the bot has decided by, and their
 * lines are what claims are compared with. Thread-safe.
 */
@Component
class CountGoods {

  /** Of one report; what is beyond is not read. */
  static final int MOST = 20_000;

  /** The longest time in which goods may be complained about. */
  private static final Duration CLAIMABLE = Duration.ofDays(7);

  private static final long FEWEST_LINES = 5;
  private static final long FEWEST_CLAIMS = 3;
  private static final int SHOWN = 50;

  /** Province, city and district of an address; never more of it. */
  private static final Pattern AREA =
      Pattern.compile(
          "(?:\\p{IsHan}{2,7}(?:省|自治区))?(\\p{IsHan}{2,8}?市)?(\\p{IsHan}{1,8}?(?:新区|园区|区|县|市))?");

  private final EffectRecord effects;
  private final Tickets tickets;

  CountGoods(EffectRecord effects, Tickets tickets) {
    this.effects = effects;
    this.tickets = tickets;
  }

  private record Line(String order, String item) {}

  /**
   * What is known of a line.
   *
   * @param area {@code null} where the address tells none
   */
  private record Known(String product, @Nullable String area) {}

  Goods of(Span span) {
    var read = new Lines(span);
    effects.askedFor(span.from(), span.until(), MOST, read::asked);
    List<Ticket> opened = tickets.aboutGoods(span.from(), span.until(), MOST);
    opened.forEach(read::opened);
    List<Known> lines = new ArrayList<>();
    List<Boolean> claimed = new ArrayList<>();
    read.known.forEach((line, known) -> {
      boolean isClaimed = read.claimed.contains(line);
      if (isClaimed || read.delivered.contains(line)) {
        lines.add(known);
        claimed.add(isClaimed);
      }
    });
    return new Goods(
        span,
        Share.of(claimed.stream().filter(is -> is).count(), lines.size()),
        rows(lines, claimed, Known::product),
        rows(lines, claimed, Known::area).stream()
            // An area of a few lines would be somebody's address.
            .filter(row -> row.share().of() >= FEWEST_LINES)
            .toList(),
        read.effects < MOST && opened.size() < MOST);
  }

  /** The lines as they are read, one effect and one ticket after another. */
  private static final class Lines {

    private final Instant from;
    private final Instant until;
    private final Map<Line, Known> known = new HashMap<>();
    private final Set<Line> delivered = new HashSet<>();
    private final Set<Line> claimed = new HashSet<>();
    private int effects;

    Lines(Span span) {
      this.from = span.from().minus(CLAIMABLE);
      this.until = span.until();
    }

    void asked(EffectRecord.AskedFor asked) {
      effects++;
      if (asked.seen() != null) {
        see(asked.seen());
      }
      switch (asked.effect()) {
        case Effect.Refund(var order, var item, _, _, _, _) -> claimed.add(new Line(order, item));
        case Effect.Reship(var order, var item, _, _, _) -> claimed.add(new Line(order, item));
        // What people decide about a claim is no other claim.
        case Effect.Grant _,
            Effect.Reject _,
            Effect.Withdraw _,
            Effect.Cancel _,
            Effect.Readdress _,
            Effect.Reschedule _,
            Effect.Urge _,
            Effect.Compensate _,
            Effect.Annotate _ -> {}
      }
    }

    private void see(Account account) {
      for (Order order : account.orders()) {
        String area = area(order.address());
        for (Order.Item item : order.items()) {
          var line = new Line(order.number(), item.sku());
          known.put(line, new Known(item.name(), area));
          Instant at = order.delivered();
          if (at != null && !at.isBefore(from) && at.isBefore(until)) {
            delivered.add(line);
          }
        }
      }
    }

    void opened(Ticket ticket) {
      String order = ticket.order();
      if (order == null) {
        return;
      }
      for (ClaimedItem item : ticket.items()) {
        var line = new Line(order, item.item());
        claimed.add(line);
        known.putIfAbsent(line, new Known(item.name(), null));
      }
    }
  }

  /** City and district; {@code null} where they cannot be told from the rest. */
  static @Nullable String area(String address) {
    Matcher area = AREA.matcher(address);
    if (!area.lookingAt() || area.group(1) == null) {
      return null;
    }
    return area.group(2) == null ? area.group(1) : area.group(1) + area.group(2);
  }

  private static List<Row> rows(
      List<Known> lines, List<Boolean> claimed, Function<Known, @Nullable String> key) {
    Map<String, long[]> counts = new TreeMap<>();
    long[] all = new long[2];
    for (int i = 0; i < lines.size(); i++) {
      String name = key.apply(lines.get(i));
      if (name != null) {
        int part = claimed.get(i) ? 1 : 0;
        long[] count = counts.computeIfAbsent(name, one -> new long[2]);
        count[0] += part;
        count[1]++;
        all[0] += part;
        all[1]++;
      }
    }
    double rate = all[1] == 0 ? 0 : all[0] / (double) all[1];
    List<String> tested =
        counts.keySet().stream().filter(name -> of(counts, name)[1] >= FEWEST_LINES).toList();
    double[] p =
        tested.stream()
            .mapToDouble(name -> Chance.atLeast(of(counts, name)[0], of(counts, name)[1], rate))
            .toArray();
    double[] q = Chance.falseDiscoveries(p);
    List<Row> rows = new ArrayList<>();
    counts.forEach((name, count) -> {
      int at = tested.indexOf(name);
      rows.add(
          new Row(
              name,
              Share.of(count[0], count[1]),
              at < 0 ? null : p[at],
              at < 0 ? null : q[at],
              at >= 0 && count[0] >= FEWEST_CLAIMS && q[at] <= Chance.FALSE_DISCOVERIES));
    });
    rows.sort(
        Comparator.comparingInt((Row row) -> row.unusual() ? 0 : 1)
            .thenComparing(Row::p, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparingLong(row -> -row.share().part())
            .thenComparing(Row::name));
    return rows.stream().limit(SHOWN).toList();
  }

  private static long[] of(Map<String, long[]> counts, String name) {
    return counts.getOrDefault(name, new long[2]);
  }
}
