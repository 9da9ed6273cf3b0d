package io.xianda.shopper;

import io.xianda.conversation.ClientMessageId;
import io.xianda.conversation.ShopperId;
import io.xianda.conversation.Vault;
import io.xianda.desk.AgentId;
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
import org.springframework.transaction.annotation.Transactional;

/** Notes of agents about shoppers, sealed at rest, in PostgreSQL. Thread-safe. */
@Repository
public class ShopperNotes {

  private static final int SECONDS = 10;

  private final JdbcClient jdbc;
  private final Vault vault;
  private final Clock clock;

  ShopperNotes(JdbcClient jdbc, Vault vault, Clock clock) {
    this.jdbc = jdbc;
    this.vault = vault;
    this.clock = clock;
  }

  /**
   * Stores a note, once for each client message id of the agent.
   *
   * @return as it stands now or stood before
   */
  @Transactional(timeout = SECONDS)
  public ShopperNote add(ShopperId shopper, AgentId by, ClientMessageId clientId, String text) {
    jdbc.sql(
            """
            insert into shopper_note (shopper, written_of, agent, at, client_id, body)
            values (:shopper, :shopper, :agent, :now, :clientId, :body)
            on conflict (shopper, agent, client_id) do nothing
            """)
        .param("shopper", shopper.value())
        .param("agent", by.value())
        .param(
            "now",
            OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC)
                .truncatedTo(ChronoUnit.MICROS))
        .param("clientId", clientId.value())
        .param("body", vault.seal(text, place(shopper.value(), by.value(), clientId.value())))
        .update();
    return jdbc.sql(
            """
            select * from shopper_note
            where shopper = :shopper and agent = :agent and client_id = :clientId
            """)
        .param("shopper", shopper.value())
        .param("agent", by.value())
        .param("clientId", clientId.value())
        .query((row, n) -> note(row))
        .single();
  }

  /** What was written about a shopper, the newest first. */
  @Transactional(readOnly = true, timeout = SECONDS)
  public List<ShopperNote> of(ShopperId shopper, int limit) {
    return jdbc.sql("select * from shopper_note where shopper = :shopper order by id desc limit :n")
        .param("shopper", shopper.value())
        .param("n", limit)
        .query((row, n) -> note(row))
        .list();
  }

  private ShopperNote note(ResultSet row) throws SQLException {
    String agent = row.getString("agent");
    return new ShopperNote(
        row.getLong("id"),
        new AgentId(agent),
        Objects.requireNonNull(row.getObject("at", OffsetDateTime.class)).toInstant(),
        vault.open(
            row.getBytes("body"),
            place(row.getString("written_of"), agent, row.getString("client_id"))));
  }

  private static String place(String shopper, String agent, String clientId) {
    return "shopper-note/" + shopper + "/" + agent + "/" + clientId;
  }
}
