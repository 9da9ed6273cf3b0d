package io.xianda.knowledge;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * The published entries in the database: the truth that every index is made from. Thread-safe.
 *
 * <p>Every change counts up the generation in its own transaction and stamps the rows that it
 * touched, so that an index can ask for what is newer than itself.
 */
@Repository
public class Entries {

  private static final int BATCH = 500;

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

  /**
   * What lies between two generations.
   *
   * @param from the older
   * @param to the newer, or the same when nothing changed
   * @param changed entries that are new or other than before, as they are in {@code to}
   * @param withdrawn entries that are no longer told
   */
  public record Changes(
      Generation from, Generation to, List<Entry> changed, List<EntryId> withdrawn) {

    public Changes {
      changed = List.copyOf(changed);
      withdrawn = List.copyOf(withdrawn);
    }

    /** Whether both are the same. */
    public boolean isEmpty() {
      return from.equals(to);
    }
  }

  /** What is published now, as one consistent state. */
  @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
  public Published published() {
    Generation generation = generation();
    List<Entry> entries =
        jdbc.sql("select * from kb_entry where not withdrawn order by id")
            .query(this::entry)
            .list();
    return new Published(generation, entries);
  }

  /** Those of these entries that are published now; others are left out. */
  @Transactional(readOnly = true)
  public List<Entry> published(Collection<EntryId> ids) {
    return jdbc.sql("select * from kb_entry where id = any(:ids) and not withdrawn order by id")
        .param("ids", ids.stream().map(EntryId::value).toArray(String[]::new))
        .query(this::entry)
        .list();
  }

  /**
   * A page of the published entries.
   *
   * @param id after which to begin; empty for the first page
   * @param limit how many at most
   */
  @Transactional(readOnly = true)
  public List<Entry> after(String id, int limit) {
    return jdbc.sql(
            "select * from kb_entry where not withdrawn and id > :id order by id limit :limit")
        .param("id", id)
        .param("limit", limit)
        .query(this::entry)
        .list();
  }

  /**
   * Some of the published entries, the same ones as long as they are published.
   *
   * @param limit how many at most
   */
  @Transactional(readOnly = true)
  public List<Entry> sample(int limit) {
    return jdbc.sql("select * from kb_entry where not withdrawn order by md5(id), id limit :limit")
        .param("limit", limit)
        .query(this::entry)
        .list();
  }

  /** How many entries are published. */
  @Transactional(readOnly = true)
  public int count() {
    return jdbc.sql("select count(*) from kb_entry where not withdrawn")
        .query(Integer.class)
        .single();
  }

  /** What changed since a generation, as one consistent state. */
  @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
  public Changes since(Generation before) {
    Generation now = generation();
    if (now.equals(before)) {
      return new Changes(before, now, List.of(), List.of());
    }
    List<Entry> changed =
        jdbc.sql("select * from kb_entry where changed_in > :before and not withdrawn order by id")
            .param("before", before.number())
            .query(this::entry)
            .list();
    List<EntryId> withdrawn =
        jdbc.sql("select id from kb_entry where changed_in > :before and withdrawn order by id")
            .param("before", before.number())
            .query((row, n) -> new EntryId(row.getString("id")))
            .list();
    return new Changes(before, now, changed, withdrawn);
  }

  /** The number of the newest published state. */
  @Transactional(readOnly = true)
  public Generation generation() {
    return new Generation(jdbc.sql("select number from kb_generation").query(Long.class).single());
  }

  /** Names this store; never changes. */
  @Transactional(readOnly = true)
  public String origin() {
    return jdbc.sql("select cast(origin as text) from kb_generation").query(String.class).single();
  }

  /**
   * Publishes these entries and withdraws those, all or none. Takes part in the transaction of the
   * caller, if there is one.
   *
   * @return the generation from which on it is so
   */
  @Transactional
  public Generation publish(List<Entry> changed, List<EntryId> withdrawn) {
    // The row of the generation is the lock: publications come one after another.
    long generation = lockedGeneration() + 1;
    for (int from = 0; from < changed.size(); from += BATCH) {
      put(changed.subList(from, Math.min(from + BATCH, changed.size())), generation);
    }
    if (!withdrawn.isEmpty()) {
      jdbc.sql(
              "update kb_entry set withdrawn = true, changed_in = :generation where id = any(:ids) and not withdrawn")
          .param("generation", generation)
          .param("ids", withdrawn.stream().map(EntryId::value).toArray(String[]::new))
          .update();
    }
    jdbc.sql("update kb_generation set number = :generation")
        .param("generation", generation)
        .update();
    return new Generation(generation);
  }

  /**
   * Fills an empty base; one that holds anything is left as it is, since its operators know better.
   *
   * @return whether the entries were taken
   */
  @Transactional
  public boolean fillIfEmpty(List<Entry> entries) {
    // Of two services that start together, one fills.
    if (lockedGeneration() > 0) {
      return false;
    }
    publish(entries, List.of());
    return true;
  }

  private long lockedGeneration() {
    return jdbc.sql("select number from kb_generation for update").query(Long.class).single();
  }

  /** One statement for a batch, its rows as one JSON document: a hundred thousand take seconds. */
  private void put(List<Entry> batch, long generation) {
    List<Row> rows = batch.stream().map(Row::of).toList();
    jdbc.sql(
            """
            insert into kb_entry (id, intent, question, similar_questions, answer, page, image, choices, channels, cities,
                                  valid_from, valid_until, changed_in, withdrawn)
            select id, intent, question, "similar", answer, page, image, choices, channels, cities,
                   "validFrom", "validUntil", cast(:generation as bigint), false
            from jsonb_to_recordset(cast(:rows as jsonb))
                 as r (id text, intent text, question text, "similar" jsonb, answer text, page text, image text,
                       choices jsonb, channels jsonb, cities jsonb, "validFrom" timestamptz, "validUntil" timestamptz)
            on conflict (id) do update set
              intent = excluded.intent, question = excluded.question, similar_questions = excluded.similar_questions,
              answer = excluded.answer, page = excluded.page, image = excluded.image, choices = excluded.choices,
              channels = excluded.channels, cities = excluded.cities, valid_from = excluded.valid_from,
              valid_until = excluded.valid_until, changed_in = excluded.changed_in, withdrawn = false
            """)
        .param("generation", generation)
        .param("rows", json.writeValueAsString(rows))
        .update();
  }

  /** An entry as the columns have it. */
  private record Row(
      String id,
      String intent,
      String question,
      List<String> similar,
      String answer,
      @Nullable String page,
      @Nullable String image,
      List<String> choices,
      Set<String> channels,
      Set<String> cities,
      @Nullable Instant validFrom,
      @Nullable Instant validUntil) {

    static Row of(Entry e) {
      return new Row(
          e.id().value(),
          e.intent(),
          e.question(),
          e.similar(),
          e.answer(),
          e.page(),
          e.image(),
          e.choices(),
          e.reach().channels(),
          e.reach().cities(),
          e.reach().from(),
          e.reach().until());
    }
  }

  private Entry entry(ResultSet row, int number) throws SQLException {
    return new Entry(
        new EntryId(row.getString("id")),
        row.getString("intent"),
        row.getString("question"),
        texts(row, "similar_questions"),
        row.getString("answer"),
        row.getString("page"),
        row.getString("image"),
        texts(row, "choices"),
        new Reach(
            Set.copyOf(texts(row, "channels")),
            Set.copyOf(texts(row, "cities")),
            instant(row, "valid_from"),
            instant(row, "valid_until")));
  }

  private List<String> texts(ResultSet row, String column) throws SQLException {
    return List.of(json.readValue(row.getString(column), String[].class));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp time = row.getTimestamp(column);
    return time == null ? null : time.toInstant();
  }
}
