package io.xianda.curating;

import io.xianda.knowledge.Entries;
import io.xianda.knowledge.EntryId;
import io.xianda.knowledge.Generation;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Stores an import, all or nothing: every item goes the way that {@link Curating} would have led it
 * (created or edited, then published), with a version and a line of the audit for each step, but a
 * thousand items in one statement. Thread-safe.
 */
@Repository
public class StoreImported {

  private static final int SECONDS = 600;

  /** From so many rows on the tables are no longer what the planner thinks. */
  private static final int MANY = 1000;

  private static final int BATCH = 1000;

  private final JdbcClient jdbc;
  private final AuditTrail audit;
  private final StoredQuestions questions;
  private final Entries entries;
  private final Clock clock;
  private final JsonMapper json = JsonMapper.shared();

  StoreImported(
      JdbcClient jdbc, AuditTrail audit, StoredQuestions questions, Entries entries, Clock clock) {
    this.jdbc = jdbc;
    this.audit = audit;
    this.questions = questions;
    this.entries = entries;
    this.clock = clock;
  }

  /** An item on its way: before, after it was written, and at last. */
  private record Way(Incoming wanted, @Nullable Item before, Item written, Item last) {

    String id() {
      return last.id().value();
    }
  }

  /** One line of the audit. */
  private record Line(Way way, ActionKind action, AuditDetail detail) {}

  /** Whether this request has had its effect already. */
  @Transactional(readOnly = true, timeout = 10)
  public ImportRequest.Before before(ImportRequest request) {
    return audit
        .of(request.id())
        .map(detail ->
            detail.digest().equals(request.digest())
                ? ImportRequest.Before.DONE
                : ImportRequest.Before.REUSED)
        .orElse(ImportRequest.Before.UNKNOWN);
  }

  /**
   * Stores all of them.
   *
   * @param wanted each item once
   * @param checked the generation that the questions were compared with
   * @throws ChangedMeanwhileException when an item or what is told is other than it was checked;
   *     then nothing is stored
   */
  @Transactional(timeout = SECONDS)
  public void store(ImportRequest request, List<Incoming> wanted, Generation checked) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    // Two imports that meet lock in one order.
    List<Incoming> inOrder =
        wanted.stream().sorted(Comparator.comparing((Incoming one) -> one.id().value())).toList();
    List<Way> ways = new ArrayList<>(inOrder.size());
    inBatches(inOrder, batch -> ways.addAll(locked(batch, now)));
    inBatches(ways.stream().filter(way -> way.before() == null).toList(), this::insertItems);
    inBatches(ways.stream().filter(way -> way.before() != null).toList(), this::updateItems);
    inBatches(
        ways.stream().filter(way -> way.wanted().writes()).toList(),
        batch -> insertVersions(batch, request, now));
    insertAudit(ways, request, now);
    publish(ways.stream().map(Way::wanted).filter(Incoming::publishes).toList(), checked);
    if (ways.size() >= MANY) {
      // The planner would read every page of the list from end to end until it knows better.
      jdbc.sql("analyze kb_item, kb_version").update();
    }
  }

  private List<Way> locked(List<Incoming> batch, Instant now) {
    Map<EntryId, Item> current = new HashMap<>();
    jdbc.sql("select * from kb_item where id = any(:ids) order by id for update")
        .param("ids", batch.stream().map(one -> one.id().value()).toArray(String[]::new))
        .query(ItemRows::item)
        .list()
        .forEach(item -> current.put(item.id(), item));
    return batch.stream().map(one -> way(one, current.get(one.id()), now)).toList();
  }

  private static Way way(Incoming wanted, @Nullable Item before, Instant now) {
    if ((before == null ? 0 : before.lock()) != wanted.seen()) {
      throw new ChangedMeanwhileException("item " + wanted.id());
    }
    Item written;
    if (before == null) {
      written =
          new Item(wanted.id(), 1, LifeState.DRAFT, Publication.NEVER, 1, 1, null, null, now, now);
    } else if (wanted.writes()) {
      written = before.moved(next(ActionKind.EDIT, before), now).written();
    } else {
      written = before;
    }
    Item last =
        wanted.publishes()
            ? written.moved(next(ActionKind.PUBLISH_DIRECTLY, written), now).told()
            : written;
    return new Way(wanted, before, written, last);
  }

  private static LifeState next(ActionKind action, Item item) {
    return Life.after(action, item.state(), item.publication())
        .orElseThrow(() -> new ChangedMeanwhileException("state of " + item.id()));
  }

  private void insertItems(List<Way> batch) {
    int inserted =
        items(
                jdbc.sql(
                    """
                    insert into kb_item (id, lock_number, state, publication, working_version, last_version,
                                         published_version, created_at, changed_at)
                    select id, cast(lock as bigint), state, publication, cast(working as int), cast(last as int),
                           cast(published as int), :now, :now
                    from unnest(:ids, :locks, :states, :publications, :workings, :lasts, :publisheds)
                         as r (id, lock, state, publication, working, last, published)
                    on conflict (id) do nothing
                    """),
                batch)
            .update();
    if (inserted != batch.size()) {
      throw new ChangedMeanwhileException("an item exists by now");
    }
  }

  private void updateItems(List<Way> batch) {
    items(
            jdbc.sql(
                """
                update kb_item i set
                  lock_number = cast(r.lock as bigint), state = r.state, publication = r.publication,
                  working_version = cast(r.working as int), last_version = cast(r.last as int),
                  published_version = cast(r.published as int), submitted_by = null, changed_at = :now
                from unnest(:ids, :locks, :states, :publications, :workings, :lasts, :publisheds)
                     as r (id, lock, state, publication, working, last, published)
                where i.id = r.id
                """),
            batch)
        .update();
  }

  private static StatementSpec items(StatementSpec sql, List<Way> batch) {
    return sql.param("ids", texts(batch, Way::id))
        .param("locks", texts(batch, way -> String.valueOf(way.last().lock())))
        .param("states", texts(batch, way -> Words.of(way.last().state())))
        .param("publications", texts(batch, way -> Words.of(way.last().publication())))
        .param("workings", texts(batch, way -> String.valueOf(way.last().workingVersion())))
        .param("lasts", texts(batch, way -> String.valueOf(way.last().lastVersion())))
        .param("publisheds", texts(batch, way -> number(way.last().publishedVersion())))
        .param("now", time(batch.getFirst().last().changedAt()));
  }

  private void insertVersions(List<Way> batch, ImportRequest request, Instant now) {
    jdbc.sql(
            """
            insert into kb_version (item, number, content, author, at, note)
            select id, cast(number as int), cast(content as jsonb), :author, :at, :note
            from unnest(:ids, :numbers, :contents) as r (id, number, content)
            """)
        .param("ids", texts(batch, Way::id))
        .param("numbers", texts(batch, way -> String.valueOf(way.written().workingVersion())))
        .param("contents", texts(batch, way -> json.writeValueAsString(way.wanted().content())))
        .param("author", request.by().name())
        .param("at", time(now))
        .param("note", request.note())
        .update();
  }

  private void insertAudit(List<Way> ways, ImportRequest request, Instant now) {
    for (int from = 0; from < ways.size(); from += BATCH) {
      List<Line> lines =
          ways.subList(from, Math.min(from + BATCH, ways.size())).stream()
              .flatMap(way -> lines(way, request).stream())
              .toList();
      boolean first = from == 0;
      jdbc.sql(
              """
              insert into kb_audit (at, actor, action, item, version, request, detail)
              select :at, :actor, action, item, cast(version as int),
                     case when place = 1 then cast(:request as uuid) end, cast(detail as jsonb)
              from unnest(:actions, :items, :versions, :details)
                   with ordinality as r (action, item, version, detail, place)
              """)
          .param("at", time(now))
          .param("actor", request.by().name())
          // One line carries the id of the request: all stand in one transaction.
          .param("request", first ? request.id().toString() : null, java.sql.Types.VARCHAR)
          .param("actions", texts(lines, line -> Words.of(line.action())))
          .param("items", texts(lines, line -> line.way().id()))
          .param(
              "versions",
              texts(lines, line -> String.valueOf(line.detail().after().workingVersion())))
          .param("details", texts(lines, line -> json.writeValueAsString(line.detail())))
          .update();
    }
  }

  private static List<Line> lines(Way way, ImportRequest request) {
    List<Line> lines = new ArrayList<>(2);
    if (way.wanted().writes()) {
      ActionKind action = way.wanted().isNew() ? ActionKind.CREATE : ActionKind.EDIT;
      lines.add(
          new Line(
              way,
              action,
              new AuditDetail(
                  way.before(), way.written(), request.note(), List.of(), request.digest())));
    }
    if (way.wanted().publishes()) {
      List<FindingCode> acknowledged = way.wanted().acknowledged().stream().sorted().toList();
      lines.add(
          new Line(
              way,
              ActionKind.PUBLISH_DIRECTLY,
              new AuditDetail(
                  way.written(), way.last(), request.note(), acknowledged, request.digest())));
    }
    return lines;
  }

  /** Last, since from here on nobody else publishes until all is committed. */
  private void publish(List<Incoming> told, Generation checked) {
    if (told.isEmpty()) {
      return;
    }
    questions.holdStill();
    if (!entries.generation().equals(checked)) {
      throw new ChangedMeanwhileException("what is told");
    }
    inBatches(told, questions::put);
    entries.publish(told.stream().map(one -> one.content().toEntry(one.id())).toList(), List.of());
  }

  private static <T> void inBatches(List<T> all, Consumer<List<T>> each) {
    for (int from = 0; from < all.size(); from += BATCH) {
      each.accept(all.subList(from, Math.min(from + BATCH, all.size())));
    }
  }

  private static <T> @Nullable String[] texts(List<T> batch, Function<T, @Nullable String> text) {
    return batch.stream().map(text).toArray(String[]::new);
  }

  private static @Nullable String number(@Nullable Integer number) {
    return number == null ? null : number.toString();
  }

  private static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
