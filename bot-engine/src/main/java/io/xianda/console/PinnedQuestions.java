package io.xianda.console;

import io.xianda.curating.Operator;
import io.xianda.knowledge.EntryId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Messages that must be answered rightly, whatever is published. Thread-safe. */
@Repository
public class PinnedQuestions {

  /** All are replayed before every publication. */
  static final int MOST = 1000;

  private static final int SECONDS = 10;

  private final JdbcClient jdbc;
  private final Clock clock;

  PinnedQuestions(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * A pinned message.
   *
   * @param text normalised, long numbers masked
   * @param entry that must answer it
   */
  record Pinned(UUID id, String text, EntryId entry, Operator by, Instant at) {}

  /** What adding can lead to. */
  sealed interface Adding {

    /** It is pinned; a text that was pinned before is pinned to this entry from now on. */
    record Done(Pinned pinned) implements Adding {}

    /** There are too many. */
    record Full() implements Adding {}
  }

  /** All of them, the newest first. */
  @Transactional(readOnly = true, timeout = SECONDS)
  List<Pinned> all() {
    return jdbc.sql("select * from kb_pinned order by at desc, id limit :most")
        .param("most", MOST)
        .query(PinnedQuestions::pinned)
        .list();
  }

  /** Pins a message to an entry. */
  @Transactional(timeout = SECONDS)
  Adding add(UUID id, String text, EntryId entry, Operator by) {
    // Of two that come at once, the second must see what the first has added.
    jdbc.sql("lock table kb_pinned in share row exclusive mode").update();
    Optional<UUID> known =
        jdbc.sql("select id from kb_pinned where text = :text")
            .param("text", text)
            .query(UUID.class)
            .optional();
    long count = jdbc.sql("select count(*) from kb_pinned").query(Long.class).single();
    if (known.isEmpty() && count >= MOST) {
      return new Adding.Full();
    }
    var pinned =
        new Pinned(
            known.orElse(id), text, entry, by, clock.instant().truncatedTo(ChronoUnit.MICROS));
    jdbc.sql(
            """
            insert into kb_pinned (id, text, entry, actor, at) values (:id, :text, :entry, :actor, :at)
            on conflict (id) do update set text = excluded.text, entry = excluded.entry, actor = excluded.actor,
              at = excluded.at
            """)
        .param("id", pinned.id())
        .param("text", text)
        .param("entry", entry.value())
        .param("actor", by.name())
        .param("at", pinned.at().atOffset(ZoneOffset.UTC))
        .update();
    return new Adding.Done(pinned);
  }

  /** Whether there was one to remove. */
  @Transactional(timeout = SECONDS)
  boolean remove(UUID id) {
    return jdbc.sql("delete from kb_pinned where id = :id").param("id", id).update() == 1;
  }

  private static Pinned pinned(ResultSet row, int number) throws SQLException {
    return new Pinned(
        Objects.requireNonNull(row.getObject("id", UUID.class)),
        row.getString("text"),
        new EntryId(row.getString("entry")),
        new Operator(row.getString("actor")),
        Objects.requireNonNull(row.getObject("at", OffsetDateTime.class)).toInstant());
  }
}
