package io.xianda.quickreply;

import io.xianda.conversation.ConversationId;
import io.xianda.desk.AgentId;
import io.xianda.handoff.SkillGroup;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * All quick replies, in PostgreSQL. Thread-safe, also for several services on one database: a
 * change names the version that its writer saw.
 */
@Repository
public class QuickReplies {

  /** How many an agent, a group or the shop has at most. */
  public static final int MOST = 500;

  private static final int SECONDS = 10;

  private final JdbcClient jdbc;
  private final Clock clock;

  QuickReplies(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * What an agent may use, the most used first: the agent's own, those of the groups and the
   * shop's.
   *
   * @param query words or initials, all of which must be found; empty for all
   * @param limit positive
   */
  @Transactional(readOnly = true, timeout = SECONDS)
  public List<QuickReply> find(
      AgentId agent, Collection<SkillGroup> groups, String query, int limit) {
    // At most 500 of each kind: read as they are, because words are looked for in three columns.
    return jdbc
        .sql(
            """
            select * from quick_reply
            where scope = 'shop' or scope = 'own' and owner = :agent
              or scope = 'group' and owner = any(string_to_array(:groups, ','))
            order by uses desc, category, title, id
            """)
        .param("agent", agent.value())
        .param("groups", groups.stream().map(SkillGroup::id).collect(Collectors.joining(",")))
        .query((row, n) -> reply(row))
        .stream()
        .filter(reply -> query.isBlank() || reply.matches(query))
        .limit(limit)
        .toList();
  }

  /** The one of this id. */
  @Transactional(readOnly = true, timeout = SECONDS)
  public Optional<QuickReply> find(UUID id) {
    return jdbc.sql("select * from quick_reply where id = :id")
        .param("id", id)
        .query((row, n) -> reply(row))
        .optional();
  }

  /**
   * Stores a new one, or a change. Stored again as it stands, it stays as it is.
   *
   * @param reply with the version that its writer saw, 0 for a new one; whose it is stays
   * @return as it stands now
   * @throws QuickReplyRefusedException when somebody was faster, or there are too many
   */
  @Transactional(timeout = SECONDS)
  public QuickReply save(AgentId by, QuickReply reply) {
    Optional<QuickReply> before = find(reply.id());
    if (before.isPresent()
        && before.get().version() == reply.version() + 1
        && before.get().saysTheSameAs(reply)) {
      return before.get();
    }
    boolean stored = reply.version() == 0 ? added(by, reply) : changed(by, reply);
    if (!stored) {
      throw new QuickReplyRefusedException(QuickReplyRefusal.CHANGED);
    }
    return find(reply.id()).orElseThrow();
  }

  private boolean added(AgentId by, QuickReply reply) {
    long held =
        jdbc.sql("select count(*) from quick_reply where scope = :scope and owner = :owner")
            .param("scope", reply.scope().word())
            .param("owner", reply.scope().owner())
            .query(Long.class)
            .single();
    if (held >= MOST) {
      throw new QuickReplyRefusedException(QuickReplyRefusal.TOO_MANY);
    }
    return values(
                jdbc.sql(
                    """
                    insert into quick_reply
                      (id, scope, owner, category, title, text, initials, version, changed_by, changed_at)
                    values (:id, :scope, :owner, :category, :title, :text, :initials, 1, :by, :now)
                    on conflict (id) do nothing
                    """),
                by,
                reply)
            .update()
        > 0;
  }

  private boolean changed(AgentId by, QuickReply reply) {
    return values(
                jdbc.sql(
                    """
                    update quick_reply set
                      category = :category, title = :title, text = :text, initials = :initials,
                      version = version + 1, changed_by = :by, changed_at = :now
                    where id = :id and version = :version and scope = :scope and owner = :owner
                    """),
                by,
                reply)
            .param("version", reply.version())
            .update()
        > 0;
  }

  private JdbcClient.StatementSpec values(
      JdbcClient.StatementSpec statement, AgentId by, QuickReply reply) {
    return statement
        .param("id", reply.id())
        .param("scope", reply.scope().word())
        .param("owner", reply.scope().owner())
        .param("category", reply.category())
        .param("title", reply.title())
        .param("text", reply.text().value())
        .param("initials", Initials.of(reply.category() + reply.title()))
        .param("by", by.value())
        .param("now", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC));
  }

  /**
   * Deletes one; what is gone is gone already.
   *
   * @param version that was seen
   * @throws QuickReplyRefusedException when somebody has changed it since
   */
  @Transactional(timeout = SECONDS)
  public void delete(UUID id, long version) {
    jdbc.sql("delete from quick_reply where id = :id and version = :version")
        .param("id", id)
        .param("version", version)
        .update();
    if (find(id).isPresent()) {
      throw new QuickReplyRefusedException(QuickReplyRefusal.CHANGED);
    }
  }

  /** Counts a use, once for each conversation and agent. */
  @Transactional(timeout = SECONDS)
  public void used(UUID id, ConversationId conversation, AgentId agent) {
    int first =
        jdbc.sql(
                """
                insert into quick_reply_use (reply, conversation, agent)
                values (:id, :conversation, :agent) on conflict do nothing
                """)
            .param("id", id)
            .param("conversation", conversation.value())
            .param("agent", agent.value())
            .update();
    if (first > 0) {
      jdbc.sql("update quick_reply set uses = uses + 1 where id = :id").param("id", id).update();
    }
  }

  private static QuickReply reply(ResultSet row) throws SQLException {
    return new QuickReply(
        Objects.requireNonNull(row.getObject("id", UUID.class)),
        Scope.of(row.getString("scope"), row.getString("owner")),
        row.getString("category"),
        row.getString("title"),
        new Template(row.getString("text")),
        row.getString("initials"),
        row.getLong("uses"),
        row.getLong("version"));
  }
}
