package io.xianda.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * All deeds of the staff, in PostgreSQL, where they are only ever added to: the table refuses all
 * else. Thread-safe.
 */
@Repository
public class AuditLog {

  /** How many entries a page has at most. */
  public static final int LARGEST_PAGE = 200;

  private static final int SECONDS = 10;
  private static final TypeReference<Map<String, String>> DETAILS = new TypeReference<>() {};

  private final JdbcClient jdbc;
  private final Clock clock;
  private final JsonMapper json = JsonMapper.shared();

  AuditLog(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * Writes down what is done in the transaction of the caller, so that neither stands without the
   * other.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void record(Deed deed) {
    jdbc.sql(
            """
            insert into audit_log (at, actor, action, subject, details)
            values (:at, :actor, :action, :subject, cast(:details as jsonb))
            """)
        .param("at", time(clock.instant()))
        .param("actor", deed.actor())
        .param("action", deed.action())
        .param("subject", deed.subject())
        .param("details", json.writeValueAsString(deed.details()))
        .update();
  }

  /**
   * Deeds, the newest first.
   *
   * @param before only those with a lower {@code seq}; {@link Long#MAX_VALUE} to start
   * @param limit 1 to {@link #LARGEST_PAGE}; what lies outside is taken as the nearest
   */
  @Transactional(readOnly = true, timeout = SECONDS)
  public List<AuditEntry> page(AuditQuery query, long before, int limit) {
    return jdbc.sql(
            """
            select seq, at, actor, action, subject, details from audit_log
            where seq < :before
              and (cast(:actor as text) is null or actor = :actor)
              and (cast(:action as text) is null or action = :action)
              and (cast(:subject as text) is null or subject = :subject)
              and (cast(:from as timestamptz) is null or at >= :from)
              and (cast(:until as timestamptz) is null or at < :until)
            order by seq desc limit :limit
            """)
        .param("before", before)
        .param("actor", query.actor(), Types.VARCHAR)
        .param("action", query.action(), Types.VARCHAR)
        .param("subject", query.subject(), Types.VARCHAR)
        .param("from", time(query.from()), Types.TIMESTAMP_WITH_TIMEZONE)
        .param("until", time(query.until()), Types.TIMESTAMP_WITH_TIMEZONE)
        .param("limit", Math.clamp(limit, 1, LARGEST_PAGE))
        .query(this::entry)
        .list();
  }

  private AuditEntry entry(ResultSet row, int number) throws SQLException {
    return new AuditEntry(
        row.getLong("seq"),
        row.getObject("at", OffsetDateTime.class).toInstant(),
        new Deed(
            row.getString("actor"),
            row.getString("action"),
            row.getString("subject"),
            json.readValue(row.getString("details"), DETAILS)));
  }

  private static @Nullable OffsetDateTime time(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }
}
