package io.xianda.risk;

import io.xianda.audit.AuditLog;
import io.xianda.audit.Deed;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Thresholds that were set by hand, in PostgreSQL: one row for each change, and none is ever
 * changed. Thread-safe, and safe for several services on one database.
 */
@Repository
public class Thresholds {

  private static final int SECONDS = 10;

  private final JdbcClient jdbc;
  private final AuditLog audit;
  private final Clock clock;

  Thresholds(JdbcClient jdbc, AuditLog audit, Clock clock) {
    this.jdbc = jdbc;
    this.audit = audit;
    this.clock = clock;
  }

  /** How many changes there are: another number when anything has changed. */
  @Transactional(readOnly = true, timeout = SECONDS)
  public long count() {
    return jdbc.sql("select count(*) from risk_change").query(Long.class).single();
  }

  /** The newest change of each group. */
  @Transactional(readOnly = true, timeout = SECONDS)
  public List<ThresholdChange> newest() {
    return jdbc.sql(
            "select distinct on (skill_group) * from risk_change order by skill_group, version desc")
        .query(Thresholds::change)
        .list();
  }

  /** Changes of a group, the newest first. */
  @Transactional(readOnly = true, timeout = SECONDS)
  public List<ThresholdChange> history(String group, int limit) {
    return jdbc.sql(
            "select * from risk_change where skill_group = :group order by version desc limit :limit")
        .param("group", group)
        .param("limit", limit)
        .query(Thresholds::change)
        .list();
  }

  /**
   * Sets a threshold, or takes it back, if nobody was faster.
   *
   * @param seen the version that the change is based on; 0 for none
   * @param threshold in hundredths; {@code null} for the fitted one
   * @param model that it is set for
   * @return nothing when the group is at another version
   */
  @Transactional(timeout = SECONDS)
  public Optional<ThresholdChange> change(
      String group, long seen, @Nullable Double threshold, String model, String by, String reason) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    // Of two at once one meets the other's row: the key of the table is the lock.
    int inserted =
        jdbc.sql(
                """
                insert into risk_change (skill_group, version, threshold, model, actor, at, reason)
                select :group, :seen + 1, cast(:threshold as numeric), :model, :actor, :at, :reason
                where (select coalesce(max(version), 0) from risk_change where skill_group = :group) = :seen
                on conflict do nothing
                """)
            .param("group", group)
            .param("seen", seen)
            .param("threshold", hundredths(threshold), Types.NUMERIC)
            .param("model", model)
            .param("actor", by)
            .param("at", now.atOffset(ZoneOffset.UTC))
            .param("reason", reason)
            .update();
    if (inserted == 0) {
      return Optional.empty();
    }
    Deed deed =
        new Deed(by, threshold == null ? "risk-reset" : "risk-changed", "risk:" + group)
            .with("version", String.valueOf(seen + 1));
    audit.record(threshold == null ? deed : deed.with("threshold", String.valueOf(threshold)));
    return Optional.of(new ThresholdChange(group, seen + 1, threshold, model, by, now, reason));
  }

  private static @Nullable BigDecimal hundredths(@Nullable Double threshold) {
    return threshold == null
        ? null
        : BigDecimal.valueOf(threshold).setScale(2, RoundingMode.HALF_UP);
  }

  private static ThresholdChange change(ResultSet row, int number) throws SQLException {
    BigDecimal threshold = row.getBigDecimal("threshold");
    return new ThresholdChange(
        row.getString("skill_group"),
        row.getLong("version"),
        threshold == null ? null : threshold.doubleValue(),
        row.getString("model"),
        row.getString("actor"),
        row.getObject("at", OffsetDateTime.class).toInstant(),
        row.getString("reason"));
  }
}
