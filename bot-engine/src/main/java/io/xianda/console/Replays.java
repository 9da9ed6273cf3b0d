package io.xianda.console;

import io.xianda.curating.Operator;
import io.xianda.knowledge.Generation;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Keeps replays for a day. Thread-safe. */
@Repository
public class Replays {

  private static final int SECONDS = 10;
  private static final Duration KEPT = Duration.ofHours(24);

  private final JdbcClient jdbc;
  private final Clock clock;
  private final JsonMapper json = JsonMapper.shared();

  Replays(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Keeps it, unless one of its id is there; forgets those that are too old. */
  @Transactional(timeout = SECONDS)
  void add(Replay replay) {
    jdbc.sql("delete from kb_replay where at < :oldest").param("oldest", oldest()).update();
    jdbc.sql(
            """
            insert into kb_replay (id, at, actor, generation, items, result)
            values (:id, :at, :actor, :generation, cast(:items as jsonb), cast(:result as jsonb))
            on conflict (id) do nothing
            """)
        .param("id", replay.id())
        .param("at", utc(replay.at()))
        .param("actor", replay.by().name())
        .param("generation", replay.generation().number())
        .param("items", json.writeValueAsString(replay.items()))
        .param("result", json.writeValueAsString(replay.result()))
        .update();
  }

  /** A replay that is not too old. */
  @Transactional(readOnly = true, timeout = SECONDS)
  Optional<Replay> find(UUID id) {
    return jdbc.sql("select * from kb_replay where id = :id and at >= :oldest")
        .param("id", id)
        .param("oldest", oldest())
        .query(this::replay)
        .optional();
  }

  private Replay replay(ResultSet row, int number) throws SQLException {
    return new Replay(
        Objects.requireNonNull(row.getObject("id", UUID.class)),
        Objects.requireNonNull(row.getObject("at", OffsetDateTime.class)).toInstant(),
        new Operator(row.getString("actor")),
        new Generation(row.getLong("generation")),
        json.readValue(row.getString("items"), new TypeReference<Map<String, Integer>>() {}),
        json.readValue(row.getString("result"), Replay.Result.class));
  }

  private OffsetDateTime oldest() {
    return utc(clock.instant().minus(KEPT));
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
