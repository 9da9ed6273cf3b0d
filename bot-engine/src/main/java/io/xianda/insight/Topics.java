package io.xianda.insight;

import com.fasterxml.jackson.annotation.JsonValue;
import io.xianda.figures.Span;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What was asked in a span.
 *
 * @param before the span that it is compared with
 * @param asked all conversations in the span
 * @param askedBefore all conversations in the other one
 * @param intents what was wanted, the most asked first
 * @param entries what was told, likewise
 */
record Topics(
    Span span,
    Span before,
    @Nullable String channel,
    long asked,
    long askedBefore,
    List<Topic> intents,
    List<Topic> entries) {

  Topics {
    intents = List.copyOf(intents);
    entries = List.copyOf(entries);
  }

  /** How a topic's share of all conversations has moved. */
  enum Change {
    RISING,
    FALLING,
    STEADY,
    /** Too few to tell. */
    UNKNOWN;

    /** For programs; never changes. */
    @JsonValue
    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A topic.
   *
   * @param name in Chinese
   * @param asked conversations in the span
   * @param before conversations in the span before
   * @param p how likely so large a change is by chance; {@code null} where it is not told
   * @param q the share of false discoveries among topics as unlikely as this
   * @param examples masked messages
   */
  record Topic(
      String id,
      String name,
      long asked,
      long before,
      Change change,
      @Nullable Double p,
      @Nullable Double q,
      List<String> examples) {

    Topic {
      examples = List.copyOf(examples);
    }

    Topic with(List<String> shown) {
      return new Topic(id, name, asked, before, change, p, q, shown);
    }
  }
}
