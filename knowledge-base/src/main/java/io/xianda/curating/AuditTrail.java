package io.xianda.curating;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Who did what when; only ever added to, in the transaction of the action itself. Thread-safe. */
@Repository
public class AuditTrail {

  private static final int SECONDS = 10;
  private static final int MOST = 200;

  private final JdbcClient jdbc;
  private final JsonMapper json = JsonMapper.shared();

  AuditTrail(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Actions, the newest first.
   *
   * @param before only those with a lower {@code seq}; {@link Long#MAX_VALUE} to start
   * @param limit 1 to 200
   */
  @Transactional(readOnly = true, timeout = SECONDS)
  public List<AuditEntry> page(AuditQuery query, long before, int limit) {
    return jdbc.sql(
            """
            select seq, at, actor, action, detail from kb_audit
            where seq < :before
              and (cast(:item as text) is null or item = :item)
              and (cast(:actor as text) is null or actor = :actor)
              and (cast(:action as text) is null or action = :action)
              and (cast(:from as timestamptz) is null or at >= :from)
              and (cast(:until as timestamptz) is null or at < :until)
            order by seq desc limit :limit
            """)
        .param("before", before)
        .param("item", query.item() == null ? null : query.item().value(), Types.VARCHAR)
        .param("actor", query.actor() == null ? null : query.actor().name(), Types.VARCHAR)
        .param("action", query.action() == null ? null : Words.of(query.action()), Types.VARCHAR)
        .param("from", time(query.from()), Types.TIMESTAMP_WITH_TIMEZONE)
        .param("until", time(query.until()), Types.TIMESTAMP_WITH_TIMEZONE)
        .param("limit", Math.clamp(limit, 1, MOST))
        .query(this::entry)
        .list();
  }

  /** What a request has done before, if it has done anything. */
  @Transactional(propagation = Propagation.MANDATORY)
  Optional<AuditDetail> of(UUID request) {
    return jdbc.sql("select detail from kb_audit where request = :request")
        .param("request", request)
        .query((row, n) -> json.readValue(row.getString("detail"), AuditDetail.class))
        .optional();
  }

  @Transactional(propagation = Propagation.MANDATORY)
  void add(Change change, AuditDetail detail) {
    Item after = detail.after();
    jdbc.sql(
            """
            insert into kb_audit (at, actor, action, item, version, request, detail)
            values (:at, :actor, :action, :item, :version, :request, cast(:detail as jsonb))
            """)
        .param("at", time(after.changedAt()))
        .param("actor", change.by().name())
        .param("action", Words.of(change.action().kind()))
        .param("item", after.id().value())
        .param("version", after.workingVersion())
        .param("request", change.request())
        .param("detail", json.writeValueAsString(detail))
        .update();
  }

  private AuditEntry entry(ResultSet row, int number) throws SQLException {
    AuditDetail detail = json.readValue(row.getString("detail"), AuditDetail.class);
    return new AuditEntry(
        row.getLong("seq"),
        ItemRows.instant(row, "at"),
        new Operator(row.getString("actor")),
        Words.read(ActionKind.class, row.getString("action")),
        detail.before(),
        detail.after(),
        detail.note(),
        detail.acknowledged());
  }

  private static @Nullable OffsetDateTime time(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }
}
