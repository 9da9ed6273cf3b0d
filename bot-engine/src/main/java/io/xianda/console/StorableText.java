package io.xianda.console;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/** Reads texts, and refuses those that no database takes: with U+0000 or half a character. */
final class StorableText extends StdScalarDeserializer<String> {

  StorableText() {
    super(String.class);
  }

  /** Whether it can be stored; nothing can. */
  static boolean is(@Nullable String text) {
    return text == null
        || text.codePoints().noneMatch(c -> c == 0 || Character.getType(c) == Character.SURROGATE);
  }

  /** The same text, if it can be stored. */
  static @Nullable String parameter(@Nullable String text) {
    if (!is(text)) {
      throw Refusal.of(ConsoleProblem.INVALID);
    }
    return text;
  }

  @Override
  public String deserialize(JsonParser parser, DeserializationContext context) {
    String text = parser.getValueAsString();
    if (text == null || !is(text)) {
      return (String) context.handleWeirdStringValue(String.class, "…", "not a storable text");
    }
    return text;
  }
}
