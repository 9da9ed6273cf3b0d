package io.xianda.shopper;

import io.xianda.audit.AuditLog;
import io.xianda.audit.Deed;
import io.xianda.conversation.ShopperId;
import io.xianda.conversation.Vault;
import io.xianda.desk.AgentId;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Shoppers whom supervisors have blocked, in PostgreSQL; who blocked whom stands in the audit log.
 * Thread-safe.
 */
@Repository
public class BlockedShoppers implements Blocked {

  private static final int SECONDS = 10;

  private final JdbcClient jdbc;
  private final Vault vault;
  private final AuditLog audit;
  private final Clock clock;

  BlockedShoppers(JdbcClient jdbc, Vault vault, AuditLog audit, Clock clock) {
    this.jdbc = jdbc;
    this.vault = vault;
    this.audit = audit;
    this.clock = clock;
  }

  @Override
  @Transactional(readOnly = true, timeout = SECONDS)
  public boolean is(ShopperId shopper) {
    return jdbc.sql("select exists (select 1 from shopper_block where shopper = :shopper)")
        .param("shopper", shopper.value())
        .query(Boolean.class)
        .single();
  }

  /** Blocks a shopper; one who is blocked already stays so for the first reason. */
  @Transactional(timeout = SECONDS)
  public void block(ShopperId shopper, AgentId by, String reason) {
    int added =
        jdbc.sql(
                """
                insert into shopper_block (shopper, written_of, agent, at, reason)
                values (:shopper, :shopper, :agent, :now, :reason) on conflict do nothing
                """)
            .param("shopper", shopper.value())
            .param("agent", by.value())
            .param("now", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
            .param("reason", vault.seal(reason, "block/" + shopper))
            .update();
    if (added > 0) {
      audit.record(new Deed(by.value(), "shopper-blocked", "shopper:" + shopper));
    }
  }

  /** Serves a shopper again. */
  @Transactional(timeout = SECONDS)
  public void unblock(ShopperId shopper, AgentId by) {
    int removed =
        jdbc.sql("delete from shopper_block where shopper = :shopper")
            .param("shopper", shopper.value())
            .update();
    if (removed > 0) {
      audit.record(new Deed(by.value(), "shopper-unblocked", "shopper:" + shopper));
    }
  }
}
