package io.xianda.curating;

import io.xianda.knowledge.EntryId;
import io.xianda.knowledge.Generation;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Stores what {@link AdoptPublished} finds. Thread-safe. */
@Repository
public class StoreAdopted {

  private static final int SECONDS = 60;

  private final JdbcClient jdbc;
  private final Clock clock;
  private final JsonMapper json = JsonMapper.shared();

  StoreAdopted(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** A published entry, and its questions normalised. */
  record Adopted(EntryId id, DraftContent content, List<String> forms) {}

  private record Row(String id, DraftContent content, AuditDetail detail, List<String> forms) {}

  /** The generation up to which all entries are items. */
  @Transactional(readOnly = true, timeout = SECONDS)
  public Generation through() {
    return new Generation(jdbc.sql("select generation from kb_adopted").query(Long.class).single());
  }

  /** Which normaliser made the forms; empty when there are none yet. */
  @Transactional(readOnly = true, timeout = SECONDS)
  public String normaliser() {
    return jdbc.sql("select normaliser from kb_adopted").query(String.class).single();
  }

  /** From now on it is known that this is adopted. Never goes back. */
  @Transactional(timeout = SECONDS)
  public void finished(Generation generation, String normaliser) {
    jdbc.sql(
            """
            update kb_adopted set generation = greatest(generation, :generation), normaliser = :normaliser
            """)
        .param("generation", generation.number())
        .param("normaliser", normaliser)
        .update();
  }

  /**
   * Makes items of those that are none yet.
   *
   * @param anew whether the others' questions are to be stored anew, too
   * @return how many are new
   */
  @Transactional(timeout = SECONDS)
  public int put(List<Adopted> batch, boolean anew) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    List<Row> rows = batch.stream().map(one -> row(one, now)).toList();
    if (anew) {
      replaceForms(json.writeValueAsString(rows));
    }
    Set<EntryId> unknown = Set.copyOf(newItems(batch, now));
    putHistory(
        rows.stream().filter(row -> unknown.contains(row.detail().after().id())).toList(), now);
    return unknown.size();
  }

  /** Those that are items only from now on. */
  private List<EntryId> newItems(List<Adopted> batch, Instant now) {
    return jdbc.sql(
            """
            insert into kb_item (id, lock_number, state, publication, working_version, last_version,
                                 published_version, created_at, changed_at)
            select id, 1, 'published', 'told', 1, 1, 1, :now, :now from unnest(:ids) as id
            on conflict (id) do nothing
            returning id
            """)
        .param("now", now.atOffset(ZoneOffset.UTC))
        .param("ids", batch.stream().map(one -> one.id().value()).toArray(String[]::new))
        .query((row, n) -> new EntryId(row.getString("id")))
        .list();
  }

  /** One statement for a batch, its rows as one JSON document: a hundred thousand take seconds. */
  private void putHistory(List<Row> rows, Instant now) {
    jdbc.sql(
            """
            with given as materialized (
              select * from jsonb_to_recordset(cast(:rows as jsonb))
                as r (id text, content jsonb, detail jsonb, forms jsonb)),
            version as (
              insert into kb_version (item, number, content, author, at, note)
              select id, 1, content, :actor, :now, '' from given),
            audit as (
              insert into kb_audit (at, actor, action, item, version, detail)
              select :now, :actor, 'adopt', id, 1, detail from given)
            insert into kb_question (item, form)
            select id, jsonb_array_elements_text(forms) from given
            """)
        .param("rows", json.writeValueAsString(rows))
        .param("now", now.atOffset(ZoneOffset.UTC))
        .param("actor", Operator.SYSTEM.name())
        .update();
  }

  /** Of items that are told as they were adopted or published; the content is the truth. */
  private void replaceForms(String rows) {
    jdbc.sql(
            """
            delete from kb_question
            where item in (select id from jsonb_to_recordset(cast(:rows as jsonb)) as r (id text))
            """)
        .param("rows", rows)
        .update();
    jdbc.sql(
            """
            insert into kb_question (item, form)
            select i.id, jsonb_array_elements_text(r.forms)
            from jsonb_to_recordset(cast(:rows as jsonb)) as r (id text, forms jsonb)
            join kb_item i on i.id = r.id
            where i.publication = 'told'
            """)
        .param("rows", rows)
        .update();
  }

  private static Row row(Adopted adopted, Instant now) {
    Item item =
        new Item(adopted.id(), 1, LifeState.PUBLISHED, Publication.TOLD, 1, 1, 1, null, now, now);
    return new Row(
        adopted.id().value(),
        adopted.content(),
        new AuditDetail(null, item, "", List.of(), ""),
        adopted.forms());
  }
}
