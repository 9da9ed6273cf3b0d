package io.xianda.knowledge;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** The entries in the database: the truth that every index is made from. Thread-safe. */
@Repository
public class Entries {

  private final JdbcClient jdbc;
  private final JsonMapper json = JsonMapper.shared();

  Entries(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * All published entries and the generation that they are.
   *
   * @param generation counts up with every change of a published entry
   * @param entries in the order of their ids
   */
  public record Published(Generation generation, List<Entry> entries) {

    public Published {
      entries = List.copyOf(entries);
    }
  }

  /** What is published now, as one consistent state. */
  @Transactional(
      readOnly = true,
      isolation = org.springframework.transaction.annotation.Isolation.REPEATABLE_READ)
  public Published published() {
    long generation = jdbc.sql("select number from kb_generation").query(Long.class).single();
    List<Entry> entries =
        jdbc.sql(
                "select id, intent, question, similar_questions, answer, page from kb_entry order by id")
            .query((row, n) ->
                new Entry(
                    new EntryId(row.getString("id")),
                    row.getString("intent"),
                    row.getString("question"),
                    List.of(json.readValue(row.getString("similar_questions"), String[].class)),
                    row.getString("answer"),
                    row.getString("page")))
            .list();
    return new Published(new Generation(generation), entries);
  }

  /**
   * Fills an empty base; one that holds anything is left as it is, since its operators know better.
   *
   * @return whether the entries were taken
   */
  @Transactional
  public boolean fillIfEmpty(List<Entry> entries) {
    // The row of the generation is the lock: of two services that start together, one fills.
    long generation =
        jdbc.sql("select number from kb_generation for update").query(Long.class).single();
    if (generation > 0) {
      return false;
    }
    for (Entry entry : entries) {
      jdbc.sql(
              """
              insert into kb_entry (id, intent, question, similar_questions, answer, page)
              values (:id, :intent, :question, cast(:similar as jsonb), :answer, :page)
              """)
          .param("id", entry.id().value())
          .param("intent", entry.intent())
          .param("question", entry.question())
          .param("similar", json.writeValueAsString(entry.similar()))
          .param("answer", entry.answer())
          .param("page", entry.page())
          .update();
    }
    jdbc.sql("update kb_generation set number = number + 1").update();
    return true;
  }
}
