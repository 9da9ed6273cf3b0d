package io.xianda.curating;

import java.util.List;
import java.util.stream.Stream;

/** What nobody sees and no keyboard writes: it comes from elsewhere, and hides what is written. */
final class ControlCharacters implements Guard {

  private static final int ZERO_WIDTH_JOINER = 0x200D;

  @Override
  public List<Finding> check(Draft draft) {
    DraftContent content = draft.content();
    Stream<Spoken> names =
        Stream.concat(
            Stream.of(new Spoken("owner", content.owner())),
            content.tags().stream().map(tag -> new Spoken("tags", tag)));
    return Stream.concat(Spoken.of(content).stream(), names)
        .flatMap(spoken ->
            spoken
                .text()
                .codePoints()
                .filter(ControlCharacters::isUnseen)
                .mapToObj("U+%04X"::formatted)
                .distinct()
                .limit(3)
                .map(c -> Finding.of(FindingCode.CONTROL_CHARACTERS, spoken.field(), c)))
        .distinct()
        .toList();
  }

  private static boolean isUnseen(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL -> c != '\n' && c != '\r' && c != '\t';
      // Emoji are joined by one of the format marks.
      case Character.FORMAT -> c != ZERO_WIDTH_JOINER && !isTag(c);
      case Character.PRIVATE_USE, Character.UNASSIGNED -> true;
      default -> false;
    };
  }

  /** Of flags of regions. */
  private static boolean isTag(int c) {
    return c >= 0xE0020 && c <= 0xE007F;
  }
}
