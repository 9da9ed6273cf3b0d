package io.xianda.curating;

import io.xianda.knowledge.EntryId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that a guard found; {@link FindingTexts} says it in words.
 *
 * @param code what it is
 * @param field of {@link DraftContent}, such as {@code answer}
 * @param parameters for the message; without personal data
 * @param related the other entry, when there is one
 * @param probability in [0, 1] that both mean the same, or {@code null} when it was not estimated
 */
public record Finding(
    FindingCode code,
    String field,
    List<String> parameters,
    @Nullable EntryId related,
    @Nullable Double probability) {

  public Finding {
    parameters = List.copyOf(parameters);
    if (probability != null && !(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException("not a probability: " + probability);
    }
  }

  /** A finding about this draft alone. */
  static Finding of(FindingCode code, String field, String... parameters) {
    return new Finding(code, field, List.of(parameters), null, null);
  }

  /** What it means for publishing. */
  public FindingCode.Severity severity() {
    return code.severity();
  }

  /** Whether it must not be told like this. */
  public boolean blocks() {
    return severity() == FindingCode.Severity.BLOCKS;
  }
}
