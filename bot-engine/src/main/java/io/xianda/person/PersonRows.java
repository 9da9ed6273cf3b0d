package io.xianda.person;

import io.xianda.conversation.ShopperId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Who turned out to be whom, and the rows that moved with it. Transactions are those of the caller.
 * Thread-safe.
 */
@Repository
class PersonRows {

  /**
   * A table whose rows are a shopper's.
   *
   * @param key an expression that names a row, whoever it belongs to
   * @param stays a condition under which a row does not move, of the row {@code t}
   */
  record Owned(String table, String key, String stays) {

    Owned(String table, String key) {
      this(table, key, "false");
    }
  }

  /**
   * Every table with a column {@code shopper}; a test finds one that is missing. Rooms are asked
   * for nothing here, because all of it moves in one transaction or none of it does.
   */
  static final List<Owned> OWNED =
      List.of(
          // First: what is open twice on a channel was closed before, but for what people work on.
          new Owned(
              "conversation",
              "t.id::text",
              """
              t.state <> 'closed' and exists (
                select 1 from conversation o
                where o.shopper = :stays and o.channel = t.channel and o.state <> 'closed')\
              """),
          new Owned("handoff", "t.id::text"),
          new Owned("ticket", "t.id::text"),
          new Owned("effect", "t.key"),
          new Owned(
              "shopper_note",
              "t.id::text",
              """
              exists (
                select 1 from shopper_note o where o.shopper = :stays
                  and o.agent = t.agent and o.client_id = t.client_id)\
              """),
          new Owned(
              "shopper_tagged",
              "t.tag",
              "exists (select 1 from shopper_tagged o where o.shopper = :stays and o.tag = t.tag)"),
          // Whoever is blocked does not get in by another door.
          new Owned(
              "shopper_block",
              "'block'",
              "exists (select 1 from shopper_block o where o.shopper = :stays)"),
          new Owned("wechat_shopper", "t.app || ' ' || t.openid_hash"),
          new Owned("chatwoot_contact", "t.contact::text"));

  private final JdbcClient jdbc;

  PersonRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Whoever else merges one of these waits until the transaction ends. */
  void hold(ShopperId... shoppers) {
    // In one order, so that nobody waits for somebody who waits for him.
    Stream.of(shoppers)
        .map(ShopperId::value)
        .sorted()
        .forEach(id ->
            jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:id, 20261123))")
                .param("id", id)
                .query((row, n) -> n)
                .single());
  }

  /** Who somebody is now. */
  Optional<ShopperId> stays(ShopperId gone) {
    return jdbc.sql("select stays from person_merge where gone = :gone and undone_at is null")
        .param("gone", gone.value())
        .query((row, n) -> new ShopperId(row.getString("stays")))
        .optional();
  }

  /** Who is known by a UnionID; from now on {@code who} when nobody was. */
  ShopperId known(String hash, ShopperId who, Instant now) {
    jdbc.sql(
            """
            insert into person_union (hash, shopper, at) values (:hash, :who, :now)
            on conflict (hash) do nothing
            """)
        .param("hash", hash)
        .param("who", who.value())
        .param("now", at(now))
        .update();
    return jdbc.sql("select shopper from person_union where hash = :hash")
        .param("hash", hash)
        .query((row, n) -> new ShopperId(row.getString("shopper")))
        .single();
  }

  /** Whether somebody has said that these two are not one. */
  boolean wasUndone(ShopperId one, ShopperId other) {
    return jdbc.sql(
            """
            select exists (
              select 1 from person_merge
              where undone_at is not null and (gone, stays) in ((:one, :other), (:other, :one)))
            """)
        .param("one", one.value())
        .param("other", other.value())
        .query(Boolean.class)
        .single();
  }

  /**
   * Conversations that both have open on one channel, and that only the bot speaks in on one side:
   * the bot's, and the older where both are.
   */
  List<UUID> openTwice(ShopperId gone, ShopperId stays) {
    return jdbc.sql(
            """
            select case
                when a.state <> 'bot' then b.id
                when b.state <> 'bot' then a.id
                when a.updated_at < b.updated_at then a.id else b.id end as id
            from conversation a join conversation b on b.channel = a.channel
            where a.shopper = :gone and b.shopper = :stays
              and a.state <> 'closed' and b.state <> 'closed' and 'bot' in (a.state, b.state)
            """)
        .param("gone", gone.value())
        .param("stays", stays.value())
        .query((row, n) -> Objects.requireNonNull(row.getObject("id", UUID.class)))
        .list();
  }

  long merged(ShopperId gone, ShopperId stays, Evidence evidence, Instant now) {
    return jdbc.sql(
            """
            insert into person_merge (gone, stays, evidence, at)
            values (:gone, :stays, :evidence, :now) returning id
            """)
        .param("gone", gone.value())
        .param("stays", stays.value())
        .param("evidence", evidence.word())
        .param("now", at(now))
        .query(Long.class)
        .single();
  }

  /** Moves what belongs to one to the other, and notes what. */
  void move(long merge, ShopperId gone, ShopperId stays) {
    for (Owned owned : OWNED) {
      jdbc.sql(
              """
              with moved as (
                update %1$s t set shopper = :stays where t.shopper = :gone and not (%3$s)
                returning %2$s as row_key)
              insert into person_moved (merge, what, row_key)
              select :merge, '%1$s', row_key from moved
              """
                  .formatted(owned.table(), owned.key(), owned.stays()))
          .param("stays", stays.value())
          .param("gone", gone.value())
          .param("merge", merge)
          .update();
    }
  }

  /** Moves it back; what has come since stays, for nobody can tell whose it is. */
  void moveBack(Merge merge) {
    for (Owned owned : OWNED) {
      jdbc.sql(
              """
              update %1$s t set shopper = :gone from person_moved m
              where m.merge = :merge and m.what = '%1$s' and m.row_key = %2$s
                and t.shopper = :stays
              """
                  .formatted(owned.table(), owned.key()))
          .param("stays", merge.stays().value())
          .param("gone", merge.gone().value())
          .param("merge", merge.number())
          .update();
    }
    jdbc.sql("delete from person_moved where merge = :merge")
        .param("merge", merge.number())
        .update();
  }

  void undone(Merge merge, String by, Instant now) {
    jdbc.sql("update person_merge set undone_at = :now, undone_by = :by where id = :id")
        .param("now", at(now))
        .param("by", by)
        .param("id", merge.number())
        .update();
  }

  /** A merge into somebody. */
  Optional<Merge> merge(ShopperId stays, long number) {
    return jdbc.sql("select * from person_merge where id = :id and stays = :stays")
        .param("id", number)
        .param("stays", stays.value())
        .query((row, n) -> merge(row))
        .optional();
  }

  /** Who else somebody was, the newest first. */
  List<Merge> into(ShopperId stays) {
    return jdbc.sql("select * from person_merge where stays = :stays order by id desc limit 50")
        .param("stays", stays.value())
        .query((row, n) -> merge(row))
        .list();
  }

  private static Merge merge(ResultSet row) throws SQLException {
    OffsetDateTime undone = row.getObject("undone_at", OffsetDateTime.class);
    return new Merge(
        row.getLong("id"),
        new ShopperId(row.getString("gone")),
        new ShopperId(row.getString("stays")),
        Evidence.of(row.getString("evidence")),
        Objects.requireNonNull(row.getObject("at", OffsetDateTime.class)).toInstant(),
        undone == null ? null : undone.toInstant());
  }

  private static OffsetDateTime at(Instant instant) {
    return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
  }
}
