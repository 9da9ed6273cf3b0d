package io.xianda.curating;

import io.xianda.knowledge.EntryId;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Reads many items at once. Thread-safe. */
@Repository
public class WorkingVersions {

  private static final int SECONDS = 10;

  private final JdbcClient jdbc;

  WorkingVersions(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Those of these items that exist, in the order of their ids. */
  @Transactional(readOnly = true, timeout = SECONDS)
  public List<WorkingVersion> of(Collection<EntryId> ids) {
    return jdbc.sql(
            """
            select i.*, v.content from kb_item i
            join kb_version v on v.item = i.id and v.number = i.working_version
            where i.id = any(:ids) order by i.id
            """)
        .param("ids", ids.stream().map(EntryId::value).toArray(String[]::new))
        .query((row, n) ->
            new WorkingVersion(ItemRows.item(row, n), ItemRows.content(row.getString("content"))))
        .list();
  }
}
