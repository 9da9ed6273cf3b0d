package io.xianda.ticket;

import io.xianda.handoff.Priority;
import io.xianda.handoff.SkillGroup;
import java.sql.Types;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** All tickets, in PostgreSQL. Thread-safe. */
@Repository
public class Tickets {

  private final JdbcClient jdbc;
  private final Clock clock;

  Tickets(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * Opens a ticket in the transaction of the caller, so that no reply promises one that is not
   * there.
   *
   * @param conversation that it comes from
   * @param seq of the reply that promises it
   * @param briefing sealed, or {@code null}
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void open(UUID conversation, long seq, NewTicket ticket, byte @Nullable [] briefing) {
    jdbc.sql(
            """
            insert into ticket
              (conversation, seq, skill_group, priority, reason, order_number, briefing, opened_at)
            values (:conversation, :seq, :group, :priority, :reason, :order, :briefing, :now)
            """)
        .param("conversation", conversation)
        .param("seq", seq)
        .param("group", ticket.group().id())
        .param("priority", ticket.priority().name().toLowerCase(Locale.ROOT))
        .param("reason", ticket.reason())
        .param("order", ticket.order(), Types.VARCHAR)
        .param("briefing", briefing, Types.BINARY)
        .param("now", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
        .update();
  }

  /** The tickets that a conversation has left, the oldest first. */
  @Transactional(readOnly = true)
  public List<NewTicket> of(UUID conversation) {
    return jdbc.sql("select * from ticket where conversation = :conversation order by id")
        .param("conversation", conversation)
        .query((row, n) ->
            new NewTicket(
                new SkillGroup(row.getString("skill_group")),
                Priority.valueOf(row.getString("priority").toUpperCase(Locale.ROOT)),
                row.getString("reason"),
                row.getString("order_number")))
        .list();
  }
}
