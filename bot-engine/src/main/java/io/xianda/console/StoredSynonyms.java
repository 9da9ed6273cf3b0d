package io.xianda.console;

import io.xianda.curating.Operator;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The operators' dictionary of words of the same meaning. Thread-safe. */
@Repository
public class StoredSynonyms {

  private static final int SECONDS = 10;

  private final JdbcClient jdbc;
  private final Clock clock;

  StoredSynonyms(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * The dictionary.
   *
   * @param lock counts the changes
   * @param text its lines, or {@code null} for the one that is shipped
   * @param by who wrote it, or {@code null} when nobody did
   * @param at when, or {@code null}
   */
  record Stored(long lock, @Nullable String text, @Nullable Operator by, @Nullable Instant at) {}

  /** Counts the changes. */
  @Transactional(readOnly = true, timeout = SECONDS)
  long lock() {
    return jdbc.sql("select lock_number from kb_synonyms").query(Long.class).single();
  }

  @Transactional(readOnly = true, timeout = SECONDS)
  Stored read() {
    return jdbc.sql("select * from kb_synonyms")
        .query((row, number) -> {
          String actor = row.getString("actor");
          OffsetDateTime at = row.getObject("at", OffsetDateTime.class);
          return new Stored(
              row.getLong("lock_number"),
              row.getString("text"),
              actor == null ? null : new Operator(actor),
              at == null ? null : at.toInstant());
        })
        .single();
  }

  /** The dictionary from now on; nothing when another was stored since this lock number. */
  @Transactional(timeout = SECONDS)
  Optional<Stored> replace(long lock, String text, Operator by) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    int changed =
        jdbc.sql(
                """
                update kb_synonyms set lock_number = lock_number + 1, text = :text, actor = :actor, at = :at
                where lock_number = :lock
                """)
            .param("text", text)
            .param("actor", by.name())
            .param("at", now.atOffset(ZoneOffset.UTC))
            .param("lock", lock)
            .update();
    return changed == 1 ? Optional.of(new Stored(lock + 1, text, by, now)) : Optional.empty();
  }
}
