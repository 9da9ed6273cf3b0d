package io.xianda.desk;

import io.xianda.conversation.ClientMessageId;
import io.xianda.conversation.ConversationId;
import io.xianda.conversation.Vault;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What agents say among themselves, sealed. */
@Repository
class Whispers {

  private final JdbcClient jdbc;
  private final Vault vault;
  private final Clock clock;

  Whispers(JdbcClient jdbc, Vault vault, Clock clock) {
    this.jdbc = jdbc;
    this.vault = vault;
    this.clock = clock;
  }

  /**
   * Stores one, once for each client message id of the agent.
   *
   * @return as it stands now or stood before
   */
  @Transactional(propagation = Propagation.MANDATORY)
  Whisper add(ConversationId id, AgentId by, ClientMessageId clientId, long afterSeq, String text) {
    jdbc.sql(
            """
            insert into whisper (conversation, after_seq, agent, at, client_id, body)
            values (:id, :after, :agent, :now, :clientId, :body)
            on conflict (conversation, agent, client_id) do nothing
            """)
        .param("id", id.value())
        .param("after", afterSeq)
        .param("agent", by.value())
        .param(
            "now",
            OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC)
                .truncatedTo(ChronoUnit.MICROS))
        .param("clientId", clientId.value())
        .param("body", vault.seal(text, place(id)))
        .update();
    return jdbc.sql(
            """
            select * from whisper where conversation = :id and agent = :agent and client_id = :clientId
            """)
        .param("id", id.value())
        .param("agent", by.value())
        .param("clientId", clientId.value())
        .query((row, n) -> whisper(id, row))
        .single();
  }

  @Transactional(readOnly = true)
  List<Whisper> after(ConversationId id, long number, int limit) {
    return jdbc.sql(
            """
            select * from whisper where conversation = :id and id > :number order by id limit :limit
            """)
        .param("id", id.value())
        .param("number", number)
        .param("limit", limit)
        .query((row, n) -> whisper(id, row))
        .list();
  }

  private Whisper whisper(ConversationId id, ResultSet row) throws SQLException {
    return new Whisper(
        row.getLong("id"),
        row.getLong("after_seq"),
        new AgentId(row.getString("agent")),
        Objects.requireNonNull(row.getObject("at", OffsetDateTime.class)).toInstant(),
        vault.open(row.getBytes("body"), place(id)));
  }

  private static String place(ConversationId id) {
    return "whisper/" + id;
  }
}
