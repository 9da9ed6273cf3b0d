package io.xianda.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.xianda.curating.DraftContent;
import io.xianda.curating.LifeState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is written is read again as it was, in every format. */
class RoundTripTest {

  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

  /** An entry in a file. */
  record Written(DraftContent content, LifeState state) {}

  @Property(tries = 60)
  void everyEntryIsReadAsItWasWritten(
      @ForAll("entries") List<Written> written, @ForAll FileFormat format) throws IOException {
    Path file = Files.createTempFile("round-trip", format.suffix());
    try {
      try (EntryWriter writer =
          new OpenWriter(new ExchangeTexts(), SHANGHAI).open(format, Files.newOutputStream(file))) {
        for (int i = 0; i < written.size(); i++) {
          writer.write("entry-" + i, written.get(i).content(), written.get(i).state());
        }
      }

      Rows read = new ReadRows(SHANGHAI).read(file, format);

      assertThat(read.problems().blocking()).isEmpty();
      assertThat(
              read.all().stream()
                  .map(row -> new Written(row.content(), Objects.requireNonNull(row.state()))))
          .isEqualTo(written);
    } finally {
      Files.delete(file);
    }
  }

  @Provide
  Arbitrary<List<Written>> entries() {
    Arbitrary<String> name =
        Arbitraries.strings().withChars("abc中文_-").ofMinLength(1).ofMaxLength(10);
    Arbitrary<List<String>> texts = text(1).filter(t -> !t.isBlank()).list().ofMaxSize(4);
    Arbitrary<Set<String>> names = name.set().ofMaxSize(3);
    Arbitrary<Optional<Instant>> times =
        Arbitraries.longs().between(0, 4_000_000_000_000L).map(Instant::ofEpochMilli).optional();
    Arbitrary<DraftContent> contents =
        Combinators.combine(
                Combinators.combine(text(0), texts, text(0), name.optional(), texts).as(Words::new),
                name,
                names,
                names,
                times,
                times)
            .as((words, intent, tags, cities, from, until) ->
                new DraftContent(
                    words.question(),
                    words.similar(),
                    words.answer(),
                    words.page().orElse(null),
                    null,
                    words.choices(),
                    intent,
                    tags,
                    Set.of(),
                    cities,
                    from.orElse(null),
                    until.orElse(null),
                    intent));
    return Combinators.combine(contents, Arbitraries.of(LifeState.class))
        .as(Written::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(5);
  }

  /** The words of an entry. */
  private record Words(
      String question,
      List<String> similar,
      String answer,
      Optional<String> page,
      List<String> choices) {}

  /** What spreadsheets, CSV and XML are apt to change. */
  private static Arbitrary<String> text(int shortest) {
    Arbitrary<String> odd =
        Arbitraries.of(
            "=1+1",
            "+1",
            "-1",
            "@a",
            "'",
            "''=a",
            "\\n",
            "\\",
            "\n",
            "\r\n",
            "\r",
            "\t",
            " ",
            "\"",
            ",",
            "，",
            "_x000D_",
            "_x",
            "\u0001",
            "<b>",
            "&amp;",
            "😀",
            "\uFFFE",
            "\uFEFF",
            "＝",
            "001",
            "1e5",
            "2026-11-23",
            "TRUE",
            "null");
    Arbitrary<String> plain = Arbitraries.strings().withChars("ab配送费？").ofMaxLength(5);
    return Arbitraries.oneOf(odd, plain)
        .list()
        .ofMinSize(shortest)
        .ofMaxSize(6)
        .map(parts -> String.join("", parts));
  }
}
