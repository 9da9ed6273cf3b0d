package io.xianda.curating;

import io.xianda.knowledge.EntryId;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The normalised questions of what is told, in the database. Thread-safe. */
@Repository
public class StoredQuestions implements ToldQuestions {

  private static final int SECONDS = 10;

  private final JdbcClient jdbc;

  StoredQuestions(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  @Transactional(timeout = SECONDS)
  public List<Told> told(List<String> forms, EntryId except, int limit) {
    return jdbc.sql(
            """
            select i.id, q.form, v.content
            from kb_question q
            join kb_item i on i.id = q.item
            join kb_version v on v.item = i.id and v.number = i.published_version
            where q.form = any(:forms) and q.item <> :except
            order by i.id, q.form limit :limit
            """)
        .param("forms", forms.toArray(String[]::new))
        .param("except", except.value())
        .param("limit", limit)
        .query((row, n) ->
            new Told(
                new EntryId(row.getString("id")),
                row.getString("form"),
                ItemRows.content(row.getString("content"))))
        .list();
  }

  /**
   * Whoever is asked in any of these forms, for many forms at once.
   *
   * @param each most entries of one form
   */
  @Transactional(readOnly = true, timeout = SECONDS)
  public List<Told> told(List<String> forms, int each) {
    return jdbc.sql(
            """
            select f.form, i.id, v.content
            from unnest(:forms) as f (form)
            cross join lateral (select item from kb_question where form = f.form order by item limit :each) q
            join kb_item i on i.id = q.item
            join kb_version v on v.item = i.id and v.number = i.published_version
            """)
        .param("forms", forms.toArray(String[]::new))
        .param("each", each)
        .query((row, n) ->
            new Told(
                new EntryId(row.getString("id")),
                row.getString("form"),
                ItemRows.content(row.getString("content"))))
        .list();
  }

  /** From now on this is what these items are asked, for many at once. */
  @Transactional(propagation = Propagation.MANDATORY)
  void put(List<Incoming> told) {
    jdbc.sql("delete from kb_question where item = any(:items)")
        .param("items", told.stream().map(one -> one.id().value()).toArray(String[]::new))
        .update();
    jdbc.sql(
            """
            insert into kb_question (item, form)
            select item, form from unnest(:items, :forms) as r (item, form)
            """)
        .param(
            "items",
            told.stream()
                .flatMap(one -> one.forms().stream().map(_ -> one.id().value()))
                .toArray(String[]::new))
        .param("forms", told.stream().flatMap(one -> one.forms().stream()).toArray(String[]::new))
        .update();
  }

  /** Until the transaction ends, nobody else tells a new question: what was looked up stays so. */
  @Transactional(propagation = Propagation.MANDATORY)
  void holdStill() {
    jdbc.sql("lock table kb_question in share row exclusive mode").update();
  }

  /** From now on this is what the item is asked; nothing when it is no longer told. */
  @Transactional(propagation = Propagation.MANDATORY)
  void put(EntryId item, List<String> forms) {
    jdbc.sql("delete from kb_question where item = :item").param("item", item.value()).update();
    if (!forms.isEmpty()) {
      jdbc.sql("insert into kb_question (item, form) select :item, unnest(:forms)")
          .param("item", item.value())
          .param("forms", forms.toArray(String[]::new))
          .update();
    }
  }
}
