package io.xianda.curating;

import io.xianda.knowledge.EntryId;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Reads items and all their versions. Thread-safe. */
@Repository
public class Items {

  private static final int SECONDS = 10;
  private static final int MOST = 200;

  private final JdbcClient jdbc;

  Items(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The item as it is now, or nothing when there is none of this id. */
  @Transactional(readOnly = true, timeout = SECONDS)
  public Optional<Item> find(EntryId id) {
    return jdbc.sql("select * from kb_item where id = :id")
        .param("id", id.value())
        .query(ItemRows::item)
        .optional();
  }

  /** Any version that ever was. */
  @Transactional(readOnly = true, timeout = SECONDS)
  public Optional<Version> version(EntryId id, int number) {
    return jdbc.sql("select * from kb_version where item = :id and number = :number")
        .param("id", id.value())
        .param("number", number)
        .query(ItemRows::version)
        .optional();
  }

  /**
   * The history, the newest first.
   *
   * @param before only numbers below it; {@link Integer#MAX_VALUE} to start
   * @param limit 1 to 200
   */
  @Transactional(readOnly = true, timeout = SECONDS)
  public List<VersionHead> history(EntryId id, int before, int limit) {
    return jdbc.sql(
            """
            select item, number, author, at, note from kb_version
            where item = :id and number < :before order by number desc limit :limit
            """)
        .param("id", id.value())
        .param("before", before)
        .param("limit", Math.clamp(limit, 1, MOST))
        .query(ItemRows::head)
        .list();
  }
}
