package io.xianda.curating;

import java.util.List;
import java.util.stream.Stream;

/** A text of a draft that shoppers read, and the field where it stands. */
record Spoken(String field, String text) {

  /** All of them, the answer first. */
  static List<Spoken> of(DraftContent content) {
    return Stream.of(
            Stream.of(new Spoken("answer", content.answer())),
            Stream.of(new Spoken("question", content.question())),
            content.similar().stream().map(text -> new Spoken("similar", text)),
            content.choices().stream().map(text -> new Spoken("choices", text)))
        .flatMap(texts -> texts)
        .toList();
  }
}
