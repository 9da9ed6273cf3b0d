package io.xianda.eval.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.web.util.HtmlUtils;

/** Figures over the runs, as an SVG that needs nothing else. */
public final class HistoryChart {

  private static final int LEFT = 44;
  private static final int RIGHT = 480;
  private static final int TOP = 24;
  private static final int BOTTOM = 134;

  private HistoryChart() {}

  /**
   * The figure's course, or an empty text where fewer than two runs have it.
   *
   * @param metric its name in the runs
   * @param most what the upper edge stands for, unless a value is above it
   */
  public static String svg(List<Run> runs, String metric, double most) {
    List<Run> having = runs.stream().filter(run -> run.metrics().containsKey(metric)).toList();
    if (having.size() < 2) {
      return "";
    }
    List<Double> values = having.stream().map(run -> run.metrics().get(metric)).toList();
    double top = values.stream().reduce(most, Math::max);
    List<String> points = new ArrayList<>();
    StringBuilder dots = new StringBuilder();
    for (int i = 0; i < having.size(); i++) {
      double x = LEFT + (RIGHT - LEFT) * (i / (double) (having.size() - 1));
      double y = BOTTOM - (BOTTOM - TOP) * (values.get(i) / top);
      points.add(tenths(x) + "," + tenths(y));
      dots.append("<circle cx=\"")
          .append(tenths(x))
          .append("\" cy=\"")
          .append(tenths(y))
          .append("\" r=\"3\"><title>")
          .append(escaped(label(having.get(i), values.get(i))))
          .append("</title></circle>");
    }
    return """
    <figure><figcaption>%s: %s</figcaption><svg viewBox="0 0 500 160" role="img" aria-label="%s">\
    <path d="M%d %dV%dH%d"/><polyline points="%s"/>%s\
    <text x="4" y="%d">%s</text><text x="4" y="%d">0</text>\
    <text x="%d" y="152">%s</text><text x="%d" y="152" text-anchor="end">%s</text></svg></figure>
    """
        .formatted(
            escaped(metric),
            plain(values.getLast()),
            escaped(metric),
            LEFT,
            TOP,
            BOTTOM,
            RIGHT,
            String.join(" ", points),
            dots,
            TOP + 4,
            plain(top),
            BOTTOM,
            LEFT,
            escaped(day(having.getFirst())),
            RIGHT,
            escaped(day(having.getLast())));
  }

  private static String label(Run run, double value) {
    return plain(value)
        + ", "
        + day(run)
        + ", "
        + run.commit().substring(0, Math.min(10, run.commit().length()));
  }

  private static String day(Run run) {
    return run.date().substring(0, Math.min(10, run.date().length()));
  }

  private static String plain(double value) {
    return value == Math.rint(value)
        ? String.valueOf((long) value)
        : String.format(Locale.ROOT, "%.3f", value);
  }

  private static String tenths(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  private static String escaped(String text) {
    return HtmlUtils.htmlEscape(text, "UTF-8");
  }
}
