package io.xianda.macro;

import io.xianda.conversation.ClientMessageId;
import io.xianda.conversation.ConversationId;
import io.xianda.desk.AgentId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** All macros, in PostgreSQL. Thread-safe, also for several services on one database. */
@Repository
public class Macros {

  private static final int SECONDS = 10;
  private static final int MOST = 200;
  private static final TypeReference<List<MacroStep>> STEPS = new TypeReference<>() {};

  private final JdbcClient jdbc;
  private final Clock clock;
  private final JsonMapper json = JsonMapper.shared();

  Macros(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** The first 200 by name. */
  @Transactional(readOnly = true, timeout = SECONDS)
  public List<Macro> all() {
    return jdbc.sql("select * from macro order by name, id limit :most")
        .param("most", MOST)
        .query((row, n) -> macro(row))
        .list();
  }

  /** The one of this id. */
  @Transactional(readOnly = true, timeout = SECONDS)
  public Optional<Macro> find(UUID id) {
    return jdbc.sql("select * from macro where id = :id")
        .param("id", id)
        .query((row, n) -> macro(row))
        .optional();
  }

  /**
   * Stores a new one, or a change. Stored again as it stands, it stays as it is.
   *
   * @param macro with the version that its writer saw, 0 for a new one
   * @return as it stands now
   * @throws MacroChangedException when somebody was faster
   */
  @Transactional(timeout = SECONDS)
  public Macro save(AgentId by, Macro macro) {
    Macro after = new Macro(macro.id(), macro.name(), macro.steps(), macro.version() + 1);
    if (find(macro.id()).filter(after::equals).isPresent()) {
      return after;
    }
    int stored =
        jdbc.sql(
                macro.version() == 0
                    ? """
                    insert into macro (id, name, steps, version, changed_by, changed_at)
                    values (:id, :name, cast(:steps as jsonb), :version + 1, :by, :now)
                    on conflict (id) do nothing
                    """
                    : """
                    update macro set name = :name, steps = cast(:steps as jsonb),
                      version = :version + 1, changed_by = :by, changed_at = :now
                    where id = :id and version = :version
                    """)
            .param("id", macro.id())
            .param("name", macro.name())
            .param("steps", json.writerFor(STEPS).writeValueAsString(macro.steps()))
            .param("version", macro.version())
            .param("by", by.value())
            .param("now", now())
            .update();
    if (stored == 0) {
      throw new MacroChangedException();
    }
    return after;
  }

  /**
   * Deletes one; what is gone is gone already.
   *
   * @param version that was seen
   * @throws MacroChangedException when somebody has changed it since
   */
  @Transactional(timeout = SECONDS)
  public void delete(UUID id, long version) {
    jdbc.sql("delete from macro where id = :id and version = :version")
        .param("id", id)
        .param("version", version)
        .update();
    if (find(id).isPresent()) {
      throw new MacroChangedException();
    }
  }

  /**
   * Notes that a request runs, in the transaction that does the steps. The conversation is locked
   * already.
   *
   * @return whether it has not run before
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean begin(UUID macro, ConversationId in, AgentId agent, ClientMessageId clientId) {
    return jdbc.sql(
                """
                insert into macro_run (conversation, agent, client_id, macro, at)
                values (:conversation, :agent, :clientId, :macro, :now) on conflict do nothing
                """)
            .param("conversation", in.value())
            .param("agent", agent.value())
            .param("clientId", clientId.value())
            .param("macro", macro)
            .param("now", now())
            .update()
        > 0;
  }

  private Macro macro(ResultSet row) throws SQLException {
    return new Macro(
        Objects.requireNonNull(row.getObject("id", UUID.class)),
        row.getString("name"),
        json.readValue(row.getString("steps"), STEPS),
        row.getLong("version"));
  }

  private OffsetDateTime now() {
    return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
  }
}
