package io.xianda.exchange;

import io.xianda.curating.DraftContent;
import io.xianda.curating.LifeState;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;

/** Writes a file to begin with: the headers and one example. Immutable. */
public final class WriteTemplate {

  private final ExchangeTexts texts = new ExchangeTexts();
  private final ZoneId zone;

  /** Writes times of this zone. */
  public WriteTemplate(ZoneId zone) {
    this.zone = zone;
  }

  /**
   * Writes headers and one example.
   *
   * @param out closed by this
   */
  public void write(FileFormat format, OutputStream out) throws IOException {
    var example =
        new DraftContent(
            texts.of("example.question"),
            texts.of("example.similar").lines().toList(),
            texts.of("example.answer"),
            texts.of("example.page"),
            null,
            List.of(texts.of("example.choices")),
            texts.of("example.intent"),
            Set.of(texts.of("example.tags")),
            Set.of(),
            Set.of(),
            LocalDateTime.parse(texts.of("example.from").replace(' ', 'T'))
                .atZone(zone)
                .toInstant(),
            null,
            texts.of("example.owner"));
    try (EntryWriter writer = new OpenWriter(texts, zone).open(format, out)) {
      writer.write(texts.of("example.id"), example, LifeState.DRAFT);
    }
  }
}
