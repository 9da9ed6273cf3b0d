package io.xianda.insight;

import io.xianda.figures.Span;
import io.xianda.insight.Overview.Seconds;
import io.xianda.insight.Overview.Sums;
import io.xianda.insight.Topics.Topic;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/** Writes reports as a workbook, a sheet for each; closing it ends the file. */
final class WriteWorkbook implements AutoCloseable {

  private static final ResourceBundle WORDS =
      ResourceBundle.getBundle("io.xianda.insight.words", Locale.ROOT);

  /** What XML cannot hold. */
  private static final Pattern UNWRITABLE =
      Pattern.compile("[\\x00-\\x08\\x0B-\\x1F\\uFFFE\\uFFFF]");

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

  /** In the order of the last sheet. */
  private static final List<String> DEFINED =
      List.of(
          "asked",
          "resolution",
          "wrong",
          "interval",
          "times",
          "topics",
          "change",
          "saved",
          "goods",
          "areas",
          "unusual");

  private static final String PERCENT = "0.0%";
  private static final int WIDE = 36;
  private static final int NARROW = 16;
  private static final int DEFINITIONS = 60;

  private final Workbook workbook;
  private final ZoneId zone;

  WriteWorkbook(OutputStream out, ZoneId zone) {
    this.workbook = new Workbook(out, "Xianda", "1.0");
    this.zone = zone;
  }

  /** A share, for a cell. */
  private record Percent(@Nullable Double value) {}

  private static String word(String key) {
    return WORDS.getString(key);
  }

  /** A stable word in Chinese; one that has no name here stays as it is. */
  private static String named(String kind, String key) {
    try {
      return WORDS.getString(kind + "." + key);
    } catch (MissingResourceException e) {
      return key;
    }
  }

  /** A sheet with a line of headers, which are named in {@code words.properties}. */
  private final class Sheet {

    private final Worksheet sheet;
    private int rows = 1;

    Sheet(String name, String... headers) {
      sheet = workbook.newWorksheet(word("sheet." + name));
      sheet.freezePane(0, 1);
      for (int place = 0; place < headers.length; place++) {
        sheet.inlineString(0, place, word("header." + headers[place]));
        sheet.width(place, place == 0 ? WIDE : NARROW);
      }
      sheet.range(0, 0, 0, headers.length - 1).style().bold().set();
    }

    /** A row of texts, numbers and shares; what does not exist leaves its cell empty. */
    void row(@Nullable Object... cells) {
      for (int place = 0; place < cells.length; place++) {
        switch (cells[place]) {
          case null -> {}
          case Percent(var share) -> {
            if (share != null) {
              sheet.value(rows, place, share);
              sheet.style(rows, place).format(PERCENT).set();
            }
          }
          case Number number -> sheet.value(rows, place, number);
          case Object text ->
              sheet.inlineString(rows, place, UNWRITABLE.matcher(text.toString()).replaceAll(" "));
        }
      }
      rows++;
    }

    void wide(int place) {
      sheet.width(place, DEFINITIONS);
    }
  }

  void overview(Overview report) {
    sums(report);
    var days = new Sheet("days", "day", "asked", "settled", "handed-over", "ticket");
    for (Overview.Day day : report.days()) {
      days.row(day.day(), day.asked(), day.settled(), day.handedOver(), day.ticket());
    }
    var hours = new Sheet("hours", "weekday", "hour", "asked");
    for (Overview.Hour hour : report.hours()) {
      hours.row(named("weekday", String.valueOf(hour.weekday())), hour.hour(), hour.asked());
    }
    var channels = new Sheet("channels", "channel", "asked", "before");
    for (Overview.OfChannel channel : report.channels()) {
      channels.row(named("channel", channel.channel()), channel.asked(), channel.before());
    }
  }

  private void sums(Overview report) {
    var sheet = new Sheet("overview", "figure", "current", "previous");
    sheet.row(word("figure.span"), shown(report.span()), shown(report.before()));
    String channel = report.channel();
    sheet.row(
        word("figure.channel"), channel == null ? word("channel.all") : named("channel", channel));
    var both = new Both(sheet, report.current(), report.previous());
    both.row("asked", sums -> sums.funnel().asked());
    both.row("answered", sums -> sums.funnel().answered());
    both.row("clarified", sums -> sums.funnel().clarified());
    both.row("handed-over", sums -> sums.funnel().handedOver());
    both.row("ticket", sums -> sums.funnel().ticket());
    both.row("turns", Sums::turns);
    both.row("judged", sums -> sums.resolution().of());
    both.row("settled", sums -> sums.resolution().part());
    both.row("resolution", sums -> new Percent(sums.resolution().rate()));
    both.row("low", sums -> new Percent(sums.resolution().low()));
    both.row("high", sums -> new Percent(sums.resolution().high()));
    both.row("told-wrong", sums -> sums.toldWrong().share().part());
    both.row("told-wrong-rate", sums -> new Percent(sums.toldWrong().share().rate()));
    both.row("disliked", sums -> sums.toldWrong().thumbsDown());
    both.row("came-back", sums -> sums.toldWrong().cameBack());
    both.row("decided-otherwise", sums -> sums.toldWrong().decidedOtherwise());
    both.row("replying-p50", sums -> quantile(sums.bot().replying(), q -> q.p50()));
    both.row("replying-p95", sums -> quantile(sums.bot().replying(), q -> q.p95()));
    both.row("thinking-p50", sums -> quantile(sums.bot().thinking(), q -> q.p50()));
    both.row("thinking-p95", sums -> quantile(sums.bot().thinking(), q -> q.p95()));
    both.row("waiting", sums -> median(sums.people().waiting()));
    both.row("first-reply", sums -> median(sums.people().firstReply()));
    both.row("handling", sums -> median(sums.people().handling()));
    both.row("ratings", sums -> sums.satisfaction().ratings());
    both.row("stars", sums -> sums.satisfaction().mean());
    both.row("satisfied", sums -> new Percent(sums.satisfaction().satisfied()));
    both.row("thumbs-up", Sums::thumbsUp);
    both.row("thumbs-down", Sums::thumbsDown);
    sheet.row(word("figure.minutes"), report.saved().minutes());
    sheet.row(word("figure.hourly"), report.saved().hourly());
    sheet.row(word("figure.saved"), report.saved().yuan());
  }

  /** Writes a figure of both spans beside each other. */
  private record Both(Sheet sheet, Sums current, Sums previous) {

    void row(String figure, Function<Sums, @Nullable Object> of) {
      sheet.row(word("figure." + figure), of.apply(current), of.apply(previous));
    }
  }

  private static @Nullable Object quantile(
      CountConversations.@Nullable Quantiles times,
      Function<CountConversations.Quantiles, Double> which) {
    return times == null ? null : which.apply(times);
  }

  private static @Nullable Object median(@Nullable Seconds times) {
    return times == null ? null : times.median();
  }

  void topics(Topics report) {
    topics("intents", report.intents());
    topics("entries", report.entries());
  }

  private void topics(String name, List<Topic> topics) {
    var sheet = new Sheet(name, "topic", "id", "asked", "before", "change", "p", "q", "examples");
    for (Topic topic : topics) {
      sheet.row(
          topic.name(),
          topic.id(),
          topic.asked(),
          topic.before(),
          named("change", topic.change().word()),
          topic.p(),
          topic.q(),
          String.join(" / ", topic.examples()));
    }
  }

  void goods(Goods report) {
    goods("products", report.products());
    goods("areas", report.areas());
  }

  private void goods(String name, List<Goods.Row> rows) {
    var sheet = new Sheet(name, name, "lines", "claimed", "rate", "p", "q", "unusual");
    for (Goods.Row row : rows) {
      sheet.row(
          row.name(),
          row.share().of(),
          row.share().part(),
          new Percent(row.share().rate()),
          row.p(),
          row.q(),
          row.unusual() ? word("unusual") : "");
    }
  }

  /** What the figures mean. */
  void definitions() {
    var sheet = new Sheet("definitions", "figure", "definition");
    sheet.wide(1);
    for (String key : DEFINED) {
      sheet.row(word("define." + key), word("define." + key + ".text"));
    }
  }

  private String shown(Span span) {
    return at(span.from()) + " – " + at(span.until());
  }

  private String at(Instant instant) {
    return MINUTE.format(instant.atZone(zone));
  }

  @Override
  public void close() throws IOException {
    workbook.close();
  }
}
