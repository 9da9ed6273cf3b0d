package io.xianda.gaps;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Messages and clusters in PostgreSQL, as grouping writes them. Thread-safe, and safe for several
 * services on one database: the row of the revision is the lock, so that two of them never make two
 * clusters of one meaning.
 */
@Repository
public class GapTable {

  /** The state of a cluster that was merged into another, or of which nothing is left. */
  static final String GONE = "gone";

  private static final int SECONDS = 20;

  /** The newest of these many members can name a cluster. */
  private static final int CANDIDATES = 500;

  private final JdbcClient jdbc;
  private final Clock clock;
  private final JsonMapper json = JsonMapper.shared();

  GapTable(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Brings what is known up to the newest revision. */
  @Transactional(readOnly = true, timeout = SECONDS)
  void refresh(KnownClusters known) {
    long newest = jdbc.sql("select number from gap_revision").query(Long.class).single();
    catchUp(known, newest);
  }

  /** Which clusters were changed after a revision and are not gone. */
  @Transactional(readOnly = true, timeout = SECONDS)
  List<GapId> changedSince(long revision) {
    return jdbc.sql("select id from gap_cluster where changed_in > :revision and state <> 'gone'")
        .param("revision", revision)
        .query((row, n) -> new GapId(row.getObject("id", UUID.class)))
        .list();
  }

  /**
   * Stores what was not stored before, each message in the nearest cluster or in one of its own.
   *
   * @param known is brought up to date on the way; to be forgotten when this fails
   * @return how many were new
   */
  @Transactional(timeout = SECONDS)
  int add(KnownClusters known, List<MissedQuestion> batch, double sameQuestion) {
    long revision = lockRevision();
    catchUp(known, revision);
    List<MissedQuestion> unseen = unseen(batch);
    if (unseen.isEmpty()) {
      return 0;
    }
    Map<GapId, Cluster> touched = new LinkedHashMap<>();
    List<MessageRow> rows = new ArrayList<>();
    for (MissedQuestion message : unseen) {
      float[] vector = StoredVector.rounded(message.vector());
      Cluster cluster =
          known
              .nearest(vector, sameQuestion)
              .map(near -> near.with(message.text(), vector))
              .orElseGet(() -> Cluster.of(message.text(), vector));
      known.put(cluster);
      touched.put(cluster.id(), cluster);
      rows.add(MessageRow.of(message, vector, cluster.id()));
    }
    putClusters(touched.values(), revision + 1);
    putMessages(rows);
    reach(revision + 1);
    known.reached(revision + 1);
    return unseen.size();
  }

  /**
   * Makes one of two clusters if their centres are still that near. The settled one stays, else the
   * older.
   */
  @Transactional(timeout = SECONDS)
  boolean joinTwins(GapId one, GapId other, double sameGap) {
    long revision = lockRevision();
    List<Cluster> both =
        jdbc.sql(
                "select * from gap_cluster where id = any(:ids) and state <> 'gone' order by state = 'open', first_seen, id")
            .param("ids", new UUID[] {one.value(), other.value()})
            .query((row, n) -> cluster(row))
            .list();
    if (both.size() < 2
        || both.getLast().settled()
        || both.getFirst().likeness(both.getLast()) < sameGap) {
      return false;
    }
    fold(both.getLast(), both.getFirst(), Actor.XIANDA, revision + 1);
    reach(revision + 1);
    return true;
  }

  /** Names an open cluster anew when another of its members has come to be the most central. */
  @Transactional(timeout = SECONDS)
  boolean rename(GapId id) {
    Optional<Cluster> found = cluster(id).filter(cluster -> !cluster.settled());
    if (found.isEmpty()) {
      return false;
    }
    Cluster before = found.get();
    Cluster after = before;
    for (Cluster.Named member : members(id)) {
      if (after.likeness(member.vector()) > after.likeness(after.central())) {
        after = after.named(member.text(), member.vector());
      }
    }
    if (after.name().equals(before.name())) {
      return false;
    }
    long revision = lockRevision() + 1;
    int renamed =
        jdbc.sql(
                """
                update gap_cluster set name = :name, central = :central, changed_in = :revision
                where id = :id and state = 'open' and name = :before
                """)
            .param("name", after.name())
            .param("central", StoredVector.half(after.central()))
            .param("revision", revision)
            .param("id", id.value())
            .param("before", before.name())
            .update();
    reach(revision);
    return renamed > 0;
  }

  /**
   * Deletes the oldest messages from before a moment. Open clusters of which nothing is left go;
   * settled ones stay, so that what was dismissed does not come back.
   *
   * @return how many were deleted, at most {@code limit}
   */
  @Transactional(timeout = SECONDS)
  int purge(Instant before, int limit) {
    long revision = lockRevision() + 1;
    List<UUID> left =
        jdbc.sql(
                """
                delete from gap_message where (conversation, seq, why) in (
                  select conversation, seq, why from gap_message where at < :before order by at limit :limit)
                returning cluster
                """)
            .param("before", utc(before))
            .param("limit", limit)
            .query((row, n) -> row.getObject("cluster", UUID.class))
            .list();
    if (!left.isEmpty()) {
      UUID[] touched = left.stream().distinct().toArray(UUID[]::new);
      recount(touched);
      jdbc.sql(
              """
              update gap_cluster set state = 'gone', name = '', central = '', vector_sum = '', changed_in = :revision
              where id = any(:ids) and state = 'open' and messages = 0
              """)
          .param("ids", touched)
          .param("revision", revision)
          .update();
      reach(revision);
    }
    return left.size();
  }

  /** The open clusters with most conversations that grew since they were replayed. */
  @Transactional(readOnly = true, timeout = SECONDS)
  List<GapId> toReplay(int limit) {
    return jdbc.sql(
            """
            select id from gap_cluster where state = 'open' and messages <> replayed
            order by conversations desc, id limit :limit
            """)
        .param("limit", limit)
        .query((row, n) -> new GapId(row.getObject("id", UUID.class)))
        .list();
  }

  /**
   * Notes which share of its examples would be answered.
   *
   * @param messages how many messages it had then
   * @return 1, or 0 when it is no longer open
   */
  @Transactional(timeout = SECONDS)
  int replayed(GapId id, double share, int messages) {
    return jdbc.sql(
            "update gap_cluster set share = :share, replayed = :messages where id = :id and state = 'open'")
        .param("share", share)
        .param("messages", messages)
        .param("id", id.value())
        .update();
  }

  /** Takes the lock that every change of a cluster takes; how many changes there were so far. */
  long lockRevision() {
    return jdbc.sql("select number from gap_revision for update").query(Long.class).single();
  }

  void reach(long revision) {
    jdbc.sql("update gap_revision set number = :number").param("number", revision).update();
  }

  /** Moves all messages of one cluster into another; both are there, and the lock is held. */
  void fold(GapId from, GapId into, Actor actor, long revision) {
    fold(cluster(from).orElseThrow(), cluster(into).orElseThrow(), actor, revision);
  }

  private void fold(Cluster from, Cluster into, Actor actor, long revision) {
    Cluster joined = into.with(from);
    jdbc.sql("update gap_message set cluster = :into where cluster = :from")
        .param("into", into.id().value())
        .param("from", from.id().value())
        .update();
    jdbc.sql(
            """
            update gap_cluster set state = 'gone', merged_into = :into, name = '', central = '', vector_sum = '',
              messages = 0, conversations = 0, lock_number = lock_number + 1, changed_in = :revision
            where id = :from
            """)
        .param("into", into.id().value())
        .param("from", from.id().value())
        .param("revision", revision)
        .update();
    jdbc.sql(
            """
            update gap_cluster c set name = :name, central = :central, vector_sum = :sum,
              first_seen = least(c.first_seen, f.first_seen), last_seen = greatest(c.last_seen, f.last_seen),
              lock_number = c.lock_number + 1, changed_in = :revision
            from gap_cluster f where c.id = :into and f.id = :from
            """)
        .param("name", joined.name())
        .param("central", StoredVector.half(joined.central()))
        .param("sum", StoredVector.exact(joined.sum()))
        .param("revision", revision)
        .param("into", into.id().value())
        .param("from", from.id().value())
        .update();
    recount(into.id().value());
    log(actor, "merge", from.id(), into.id().toString());
  }

  private Optional<Cluster> cluster(GapId id) {
    return jdbc.sql("select * from gap_cluster where id = :id and state <> 'gone'")
        .param("id", id.value())
        .query((row, n) -> cluster(row))
        .optional();
  }

  void log(Actor actor, String action, GapId cluster, String detail) {
    jdbc.sql(
            """
            insert into gap_action (at, actor, action, cluster, detail)
            values (:at, :actor, :action, :cluster, :detail)
            """)
        .param("at", utc(clock.instant()))
        .param("actor", actor.name())
        .param("action", action)
        .param("cluster", cluster.value())
        .param("detail", detail)
        .update();
  }

  private void catchUp(KnownClusters known, long newest) {
    if (known.revision() == newest) {
      return;
    }
    jdbc.sql("select * from gap_cluster where changed_in > :revision")
        .param("revision", known.revision())
        .query(row -> {
          if (row.getString("state").equals(GONE)) {
            known.remove(new GapId(row.getObject("id", UUID.class)));
          } else {
            known.put(cluster(row));
          }
        });
    known.reached(newest);
  }

  private List<MissedQuestion> unseen(List<MissedQuestion> batch) {
    List<KeyRow> keys =
        batch.stream()
            .map(message -> new KeyRow(message.conversation(), message.seq(), word(message.why())))
            .toList();
    Set<MissedQuestion.Key> seen =
        new HashSet<>(
            jdbc.sql(
                    """
                    select m.conversation, m.seq, m.why
                    from jsonb_to_recordset(cast(:keys as jsonb)) as k (conversation text, seq bigint, why text)
                         join gap_message m using (conversation, seq, why)
                    """)
                .param("keys", json.writeValueAsString(keys))
                .query((row, n) ->
                    new MissedQuestion.Key(
                        row.getString("conversation"),
                        row.getLong("seq"),
                        MissedQuestion.Why.valueOf(row.getString("why").toUpperCase(Locale.ROOT))))
                .list());
    return batch.stream().filter(message -> seen.add(message.key())).toList();
  }

  private void putClusters(Collection<Cluster> clusters, long revision) {
    List<ClusterRow> rows =
        clusters.stream().filter(c -> !c.settled()).map(ClusterRow::of).toList();
    // First and last seen are set by the messages that follow in the same transaction.
    jdbc.sql(
            """
            insert into gap_cluster (id, state, name, central, vector_sum, first_seen, last_seen, changed_in)
            select id, 'open', name, decode(central, 'base64'), decode("sum", 'base64'), 'infinity', '-infinity',
                   cast(:revision as bigint)
            from jsonb_to_recordset(cast(:rows as jsonb)) as r (id uuid, name text, central text, "sum" text)
            on conflict (id) do update set
              name = excluded.name, central = excluded.central, vector_sum = excluded.vector_sum,
              changed_in = excluded.changed_in
            """)
        .param("revision", revision)
        .param("rows", json.writeValueAsString(rows))
        .update();
  }

  /** Within the statement gap_message is as before it: only new conversations are added up. */
  private void putMessages(List<MessageRow> rows) {
    jdbc.sql(
            """
            with added as (
              insert into gap_message (conversation, seq, why, text, intent, nearest_entry, nearest_probability, vector,
                                       at, cluster)
              select conversation, seq, why, text, intent, "nearestEntry", "nearestProbability",
                     decode(vector, 'base64'), at, cluster
              from jsonb_to_recordset(cast(:rows as jsonb))
                   as r (conversation text, seq bigint, why text, text text, intent text, "nearestEntry" text,
                         "nearestProbability" double precision, vector text, at timestamptz, cluster uuid)
              returning cluster, conversation, at),
            grown as (
              select a.cluster, count(*) messages, min(a.at) first_seen, max(a.at) last_seen,
                     count(distinct a.conversation) filter (where not exists (
                       select from gap_message m where m.cluster = a.cluster and m.conversation = a.conversation)
                     ) conversations
              from added a group by a.cluster)
            update gap_cluster c set
              messages = c.messages + g.messages, conversations = c.conversations + g.conversations,
              first_seen = least(c.first_seen, g.first_seen), last_seen = greatest(c.last_seen, g.last_seen)
            from grown g where c.id = g.cluster
            """)
        .param("rows", json.writeValueAsString(rows))
        .update();
  }

  private void recount(UUID... clusters) {
    jdbc.sql(
            """
            update gap_cluster c set messages = m.messages, conversations = m.conversations
            from (select k.id, count(m.cluster) messages, count(distinct m.conversation) conversations
                  from gap_cluster k left join gap_message m on m.cluster = k.id
                  where k.id = any(:ids) group by k.id) m
            where c.id = m.id
            """)
        .param("ids", clusters)
        .update();
  }

  private List<Cluster.Named> members(GapId id) {
    return jdbc.sql(
            "select text, vector from gap_message where cluster = :id order by at desc, conversation, seq limit :limit")
        .param("id", id.value())
        .param("limit", CANDIDATES)
        .query((row, n) ->
            new Cluster.Named(row.getString("text"), StoredVector.half(row.getBytes("vector"))))
        .list();
  }

  private static Cluster cluster(ResultSet row) throws SQLException {
    return new Cluster(
        new GapId(row.getObject("id", UUID.class)),
        !row.getString("state").equals("open"),
        row.getString("name"),
        StoredVector.half(row.getBytes("central")),
        StoredVector.exact(row.getBytes("vector_sum")));
  }

  static String word(MissedQuestion.Why why) {
    return why.name().toLowerCase(Locale.ROOT);
  }

  private static OffsetDateTime utc(Instant instant) {
    return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
  }

  private record KeyRow(String conversation, long seq, String why) {}

  /** A cluster as the columns have it. */
  private record ClusterRow(UUID id, String name, String central, String sum) {

    static ClusterRow of(Cluster cluster) {
      return new ClusterRow(
          cluster.id().value(),
          cluster.name(),
          base64(StoredVector.half(cluster.central())),
          base64(StoredVector.exact(cluster.sum())));
    }
  }

  /** A message as the columns have it. */
  private record MessageRow(
      String conversation,
      long seq,
      String why,
      String text,
      String intent,
      @Nullable String nearestEntry,
      @Nullable Double nearestProbability,
      String vector,
      Instant at,
      UUID cluster) {

    static MessageRow of(MissedQuestion message, float[] vector, GapId cluster) {
      MissedQuestion.Nearest nearest = message.nearest();
      return new MessageRow(
          message.conversation(),
          message.seq(),
          word(message.why()),
          message.text(),
          message.intent(),
          nearest == null ? null : nearest.entry().value(),
          nearest == null ? null : nearest.probability(),
          base64(StoredVector.half(vector)),
          message.at(),
          cluster.value());
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
