package io.xianda.console;

import io.xianda.curating.DraftContent;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The words of an entry as operators send them; what is left out is empty. */
record Content(
    @Nullable String question,
    @Nullable List<String> similar,
    @Nullable String answer,
    @Nullable String page,
    @Nullable String image,
    @Nullable List<String> choices,
    @Nullable String intent,
    @Nullable Set<String> tags,
    @Nullable Set<String> channels,
    @Nullable Set<String> cities,
    @Nullable Instant from,
    @Nullable Instant until,
    @Nullable String owner) {

  /** Refused when storage could not hold it. */
  DraftContent toDraft() {
    return Refusal.unlessValid(() ->
        new DraftContent(
            orEmpty(question),
            orEmpty(similar),
            orEmpty(answer),
            page,
            image,
            orEmpty(choices),
            orEmpty(intent),
            orEmpty(tags),
            orEmpty(channels),
            orEmpty(cities),
            from,
            until,
            orEmpty(owner)));
  }

  private static String orEmpty(@Nullable String text) {
    return Objects.requireNonNullElse(text, "");
  }

  /** An element that is {@code null} is no text. */
  private static List<String> orEmpty(@Nullable List<String> texts) {
    return texts == null ? List.of() : texts.stream().filter(Objects::nonNull).toList();
  }

  private static Set<String> orEmpty(@Nullable Set<String> texts) {
    return texts == null
        ? Set.of()
        : texts.stream().filter(Objects::nonNull).collect(Collectors.toUnmodifiableSet());
  }
}
