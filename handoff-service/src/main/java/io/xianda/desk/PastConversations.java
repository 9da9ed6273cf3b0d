package io.xianda.desk;

import io.xianda.conversation.Channel;
import io.xianda.conversation.ConversationId;
import io.xianda.conversation.ConversationOutcome;
import io.xianda.conversation.ShopperId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** What a shopper and the shop had to do with each other, in lists. Thread-safe. */
@Repository
public class PastConversations {

  private static final int SECONDS = 10;

  private final JdbcClient jdbc;

  PastConversations(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A shopper's conversations, the newest first.
   *
   * @param except one that is not listed
   * @param before the last of the page before, or {@code null} to start
   * @param limit positive
   */
  @Transactional(readOnly = true, timeout = SECONDS)
  public List<PastConversation> of(
      ShopperId shopper, ConversationId except, @Nullable ConversationId before, int limit) {
    return jdbc.sql(
            """
            select c.*, (
              select h.agent from handoff h where h.conversation = c.id and h.agent is not null
              order by h.id desc limit 1) as served_by
            from conversation c
            where c.shopper = :shopper and c.id <> :except
              and (cast(:before as uuid) is null or (c.created_at, c.id) < (
                select b.created_at, b.id from conversation b where b.id = cast(:before as uuid)))
            order by c.created_at desc, c.id desc limit :limit
            """)
        .param("shopper", shopper.value())
        .param("except", except.value())
        .param("before", before == null ? null : before.toString(), java.sql.Types.VARCHAR)
        .param("limit", limit)
        .query((row, n) -> past(row))
        .list();
  }

  /** Where a shopper was seen. */
  @Transactional(readOnly = true, timeout = SECONDS)
  public List<Channel> channels(ShopperId shopper) {
    return jdbc.sql("select distinct channel from conversation where shopper = :shopper order by 1")
        .param("shopper", shopper.value())
        .query((row, n) -> channel(row))
        .list();
  }

  private static PastConversation past(ResultSet row) throws SQLException {
    String outcome = row.getString("outcome");
    String agent = row.getString("served_by");
    return new PastConversation(
        new ConversationId(Objects.requireNonNull(row.getObject("id", UUID.class))),
        channel(row),
        Objects.requireNonNull(at(row, "created_at")),
        at(row, "closed_at"),
        outcome == null ? null : ConversationOutcome.of(outcome),
        row.getString("category"),
        agent == null ? null : new AgentId(agent));
  }

  private static Channel channel(ResultSet row) throws SQLException {
    return Channel.valueOf(row.getString("channel").toUpperCase(Locale.ROOT));
  }

  private static @Nullable Instant at(ResultSet row, String column) throws SQLException {
    OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }
}
