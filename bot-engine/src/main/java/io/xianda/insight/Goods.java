package io.xianda.insight;

import io.xianda.figures.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which goods were claimed about.
 *
 * @param all claimed lines of all lines
 * @param products by name
 * @param areas by city and district: the merchant's interface names no warehouse
 * @param complete whether all that the span holds was read
 */
record Goods(Span span, Share all, List<Row> products, List<Row> areas, boolean complete) {

  Goods {
    products = List.copyOf(products);
    areas = List.copyOf(areas);
  }

  /**
   * A product or an area.
   *
   * @param share claimed lines of its lines
   * @param p how likely so many are by chance, or {@code null} where there are too few lines
   * @param q the share of false discoveries among rows as unlikely as this
   * @param unusual whether somebody should look into it
   */
  record Row(String name, Share share, @Nullable Double p, @Nullable Double q, boolean unusual) {}
}
