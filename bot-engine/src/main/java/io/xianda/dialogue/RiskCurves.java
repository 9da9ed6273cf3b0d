package io.xianda.dialogue;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;

/**
 * What other bounds would have done: for each threshold how many of the labelled messages that
 * {@link FittedRisk} was fitted to would have been answered with an entry, and how many of those
 * wrongly. Everything else is as it is shipped, such as the stricter bound where the shopper wants
 * something done. Immutable.
 *
 * @param model hash of the intent model that answered
 * @param confidence of the limits, such as 0.95, one-sided
 * @param all groups together
 * @param groups by skill group
 */
public record RiskCurves(String model, double confidence, Curve all, Map<String, Curve> groups) {

  private static final JsonMapper JSON = JsonMapper.shared();

  /**
   * The curve of one group.
   *
   * @param messages that are labelled with the group, or would be answered with an entry of it
   * @param points by growing threshold
   */
  public record Curve(int messages, List<Point> points) {

    public Curve {
      points = List.copyOf(points);
    }
  }

  /**
   * What one threshold comes to.
   *
   * @param answered of the curve's messages
   * @param wrong of those answered
   * @param wrongAtMost the upper Clopper-Pearson limit of the share of wrong ones among those
   *     answered
   */
  @JsonFormat(shape = JsonFormat.Shape.ARRAY)
  public record Point(double threshold, int answered, int wrong, double wrongAtMost) {}

  public RiskCurves {
    groups = Map.copyOf(groups);
  }

  /** The ones that belong to the shipped model. */
  public static RiskCurves shipped() {
    try (InputStream in =
        Objects.requireNonNull(
            RiskCurves.class.getResourceAsStream("risk-curves.json"),
            "risk-curves.json is missing; run bin/xianda train")) {
      return JSON.readValue(in, RiskCurves.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
