package io.xianda.insight;

import io.xianda.conversation.Channel;
import io.xianda.figures.CountFigures;
import io.xianda.figures.Figures;
import io.xianda.figures.Grouping;
import io.xianda.figures.Span;
import io.xianda.insight.CountConversations.Count;
import io.xianda.insight.CountConversations.Counts;
import io.xianda.insight.CountConversations.OfDay;
import io.xianda.insight.CountTopics.Of;
import io.xianda.insight.Overview.Saved;
import io.xianda.insight.Overview.Sums;
import io.xianda.insight.Topics.Topic;
import io.xianda.intent.Intent;
import io.xianda.intent.IntentCatalog;
import io.xianda.knowledge.Entries;
import io.xianda.knowledge.Entry;
import io.xianda.knowledge.EntryId;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Puts the reports together, each as things are at one moment. Thread-safe. */
@Service
class Reports {

  /** Reading for longer holds up nobody, but nobody waits for it either. */
  private static final int SECONDS = 25;

  /** A median of fewer says little. */
  private static final long ENOUGH = 20;

  private static final double SECONDS_OF_MINUTE = 60;

  private final CountConversations conversations;
  private final CountTopics topics;
  private final CountGoods goods;
  private final CountFigures figures;
  private final Entries entries;
  private final IntentCatalog catalog;
  private final InsightSettings settings;

  Reports(
      CountConversations conversations,
      CountTopics topics,
      CountGoods goods,
      CountFigures figures,
      Entries entries,
      IntentCatalog catalog,
      InsightSettings settings) {
    this.conversations = conversations;
    this.topics = topics;
    this.goods = goods;
    this.figures = figures;
    this.entries = entries;
    this.catalog = catalog;
    this.settings = settings;
  }

  @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ, timeout = SECONDS)
  Overview overview(Days days, @Nullable Channel of) {
    String channel = word(of);
    Counts current = conversations.counts(days.span(), channel, days.zone(), days.now());
    Counts previous = conversations.counts(days.before(), channel, days.zone(), days.now());
    Figures.@Nullable Row people = people(days, days.span(), channel);
    return new Overview(
        days.span(),
        days.before(),
        days.zone().getId(),
        channel,
        sums(days.span(), channel, current.all(), people),
        sums(days.before(), channel, previous.all(), people(days, days.before(), channel)),
        everyDay(days, current.days()),
        current.hours().stream()
            .map(hour -> new Overview.Hour(hour.weekday(), hour.hour(), hour.count().asked()))
            .toList(),
        channels(current, previous),
        saved(current.all().settled(), people));
  }

  @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ, timeout = SECONDS)
  Topics topics(Days days, @Nullable Channel of) {
    String channel = word(of);
    long asked = asked(days, days.span(), channel);
    long before = asked(days, days.before(), channel);
    var compare = new CompareTopics(asked, before);
    Map<String, Long> told = topics.counts(Of.ENTRY, days.span(), channel);
    Map<String, Long> toldBefore = topics.counts(Of.ENTRY, days.before(), channel);
    Map<String, String> questions = questions(told, toldBefore);
    List<Topic> intents =
        compare.of(
            topics.counts(Of.INTENT, days.span(), channel),
            topics.counts(Of.INTENT, days.before(), channel),
            this::nameOfIntent);
    List<Topic> answers = compare.of(told, toldBefore, id -> questions.getOrDefault(id, id));
    return new Topics(
        days.span(),
        days.before(),
        channel,
        asked,
        before,
        topics.withExamples(Of.INTENT, intents, days.span(), channel),
        topics.withExamples(Of.ENTRY, answers, days.span(), channel));
  }

  @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ, timeout = SECONDS)
  Goods goods(Days days) {
    return goods.of(days.span());
  }

  private long asked(Days days, Span span, @Nullable String channel) {
    return conversations.counts(span, channel, days.zone(), days.now()).all().asked();
  }

  private Sums sums(
      Span span, @Nullable String channel, Count count, Figures.@Nullable Row people) {
    CountConversations.Times times = conversations.times(span, channel);
    return new Sums(
        Overview.Funnel.of(count),
        count.turns(),
        Share.of(count.settled(), count.judged()),
        Overview.ToldWrong.of(count),
        new Overview.Bot(times.thinking(), times.replying()),
        people == null ? new Overview.People(null, null, null) : Overview.People.of(people),
        people == null
            ? new Overview.Stars(0, null, null, Map.of())
            : Overview.Stars.of(people.satisfaction()),
        people == null ? 0 : people.thumbs().up(),
        people == null ? 0 : people.thumbs().down());
  }

  /** The figures of people, of all channels or of one; nothing where that had none. */
  private Figures.@Nullable Row people(Days days, Span span, @Nullable String channel) {
    Figures all = figures.of(span, Grouping.CHANNEL, days.zone());
    if (channel == null) {
      return all.total();
    }
    return all.rows().stream().filter(row -> row.key().equals(channel)).findFirst().orElse(null);
  }

  /** A day on which nobody asked anything is a day too. */
  private static List<Overview.Day> everyDay(Days days, List<OfDay> counted) {
    Map<LocalDate, Count> counts = new HashMap<>();
    counted.forEach(day -> counts.put(day.day(), day.count()));
    LocalDate first = days.span().from().atZone(days.zone()).toLocalDate();
    LocalDate last = days.span().until().minusNanos(1).atZone(days.zone()).toLocalDate();
    List<Overview.Day> all = new ArrayList<>();
    for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
      Count count = counts.getOrDefault(day, Count.NONE);
      all.add(
          new Overview.Day(
              day, count.asked(), count.settled(), count.handedOver(), count.ticket()));
    }
    return all;
  }

  private static List<Overview.OfChannel> channels(Counts current, Counts previous) {
    Map<String, Long> now = asked(current);
    Map<String, Long> before = asked(previous);
    return Stream.concat(now.keySet().stream(), before.keySet().stream())
        .distinct()
        .sorted()
        .map(channel ->
            new Overview.OfChannel(
                channel, now.getOrDefault(channel, 0L), before.getOrDefault(channel, 0L)))
        .toList();
  }

  private static Map<String, Long> asked(Counts counts) {
    return counts.channels().stream()
        .collect(
            Collectors.toMap(CountConversations.OfChannel::channel, one -> one.count().asked()));
  }

  private Saved saved(long settled, Figures.@Nullable Row people) {
    boolean measured =
        people != null && people.handling() != null && people.handling().count() >= ENOUGH;
    Duration each =
        measured && people != null && people.handling() != null
            ? people.handling().median()
            : settings.handling();
    double minutes = each.toMillis() / 1_000.0 / SECONDS_OF_MINUTE;
    BigDecimal yuan =
        settings
            .hourly()
            .multiply(BigDecimal.valueOf(settled))
            .multiply(BigDecimal.valueOf(each.toMillis()))
            .divide(BigDecimal.valueOf(Duration.ofHours(1).toMillis()), 2, RoundingMode.HALF_UP);
    return new Saved(settled, minutes, measured, settings.hourly(), yuan);
  }

  private String nameOfIntent(String id) {
    try {
      var intent = new Intent(id);
      return catalog.knows(intent) ? catalog.of(intent).name() : id;
    } catch (IllegalArgumentException e) {
      // Of a model that knew other intents.
      return id;
    }
  }

  /** The questions of the entries that are still published. */
  private Map<String, String> questions(Map<String, Long> told, Map<String, Long> toldBefore) {
    List<EntryId> ids =
        Stream.concat(told.keySet().stream(), toldBefore.keySet().stream())
            .distinct()
            .map(EntryId::new)
            .toList();
    return entries.published(ids).stream()
        .collect(Collectors.toMap(entry -> entry.id().value(), Entry::question));
  }

  private static @Nullable String word(@Nullable Channel channel) {
    return channel == null ? null : channel.name().toLowerCase(Locale.ROOT);
  }
}
