package io.xianda.wechat;

import io.xianda.conversation.ConversationId;
import io.xianda.conversation.ShopperId;
import io.xianda.conversation.Vault;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * This room's tables. OpenIDs, options and what is to be said are sealed. Transactions are those of
 * the caller. Thread-safe.
 */
@Repository
class WechatRows {

  private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};

  private final JdbcClient jdbc;
  private final Vault vault;
  private final HashOpenIds hashes;
  private final JsonMapper json = JsonMapper.shared();

  WechatRows(JdbcClient jdbc, Vault vault, HashOpenIds hashes) {
    this.jdbc = jdbc;
    this.vault = vault;
    this.hashes = hashes;
  }

  /**
   * A conversation that takes place in WeChat.
   *
   * @param taken up to which place of the record it was taken to WeChat
   * @param here whether the shopper wrote last by WeChat
   * @param options what numbers mean
   */
  record Talk(
      ConversationId conversation,
      AppName app,
      OpenId openId,
      long taken,
      boolean here,
      List<String> options,
      Budget budget) {}

  /** How something to be said stands. */
  enum State {
    WAITING,
    /** WeChat was asked, and nobody knows yet. */
    SENDING,
    /** WeChat would not take it now; when the shopper writes it is tried again. */
    HELD,
    SENT,
    UNDELIVERED
  }

  /** What a bubble is. */
  enum OutKind {
    TEXT,
    IMAGE
  }

  /**
   * Something to be said.
   *
   * @param body the text, or the name of a picture
   */
  record Out(
      UUID id,
      ConversationId conversation,
      OutKind kind,
      boolean byAgent,
      String body,
      State state,
      int tries,
      Instant nextAt) {}

  /** A picture that is still with WeChat. */
  record Media(AppName app, String key, ConversationId conversation, String mediaId, int tries) {}

  /** Who an OpenID is here; a new shopper the first time. */
  ShopperId shopper(AppName app, OpenId openId, Instant now) {
    String hash = hash(app, openId);
    jdbc.sql(
            """
            insert into wechat_shopper (app, openid_hash, openid, shopper, created_at)
            values (:app, :hash, :openid, :shopper, :now) on conflict (app, openid_hash) do nothing
            """)
        .param("app", app.value())
        .param("hash", hash)
        .param("openid", vault.seal(openId.value(), place(app, hash)))
        .param("shopper", ShopperId.guest().value())
        .param("now", at(now))
        .update();
    return jdbc.sql("select shopper from wechat_shopper where app = :app and openid_hash = :hash")
        .param("app", app.value())
        .param("hash", hash)
        .query((row, n) -> new ShopperId(row.getString("shopper")))
        .single();
  }

  /** When it was last asked who somebody is. */
  Optional<Instant> askedAt(AppName app, OpenId openId) {
    return jdbc.sql(
            """
            select asked_at from wechat_shopper
            where app = :app and openid_hash = :hash and asked_at is not null
            """)
        .param("app", app.value())
        .param("hash", hash(app, openId))
        .query((row, n) -> instant(row, "asked_at"))
        .optional();
  }

  void asked(AppName app, OpenId openId, Instant now) {
    jdbc.sql("update wechat_shopper set asked_at = :now where app = :app and openid_hash = :hash")
        .param("now", at(now))
        .param("app", app.value())
        .param("hash", hash(app, openId))
        .update();
  }

  private String hash(AppName app, OpenId openId) {
    return hashes.of("openid", app.value(), openId.value());
  }

  private static String place(AppName app, String hash) {
    return "wechat/openid/" + app + "/" + hash;
  }

  /**
   * Notes in which conversation something is put. Of two at one time the second waits for the
   * first.
   *
   * @return whether it is the first of its kind; if not, it stays where the first was put
   */
  boolean arrive(AppName app, String key, ConversationId conversation, Instant now) {
    return jdbc.sql(
                """
                insert into wechat_in (app, key, conversation, next_at, at)
                values (:app, :key, :conversation, :now, :now) on conflict (app, key) do nothing
                """)
            .param("app", app.value())
            .param("key", key)
            .param("conversation", conversation.value())
            .param("now", at(now))
            .update()
        == 1;
  }

  /** In which conversation something was put. */
  ConversationId arrived(AppName app, String key) {
    return jdbc.sql("select conversation from wechat_in where app = :app and key = :key")
        .param("app", app.value())
        .param("key", key)
        .query((row, n) -> conversation(row))
        .single();
  }

  /** Remembers to fetch a picture. */
  void toFetch(AppName app, String key, String mediaId) {
    jdbc.sql("update wechat_in set media = :media where app = :app and key = :key")
        .param("media", vault.seal(mediaId, "wechat/media/" + app + "/" + key))
        .param("app", app.value())
        .param("key", key)
        .update();
  }

  /** Takes pictures that are due; nobody else is given them before {@code until}. */
  List<Media> fetchable(Instant now, Instant until, int limit) {
    return jdbc.sql(
            """
            update wechat_in set tries = tries + 1, next_at = :until where (app, key) in (
              select app, key from wechat_in where media is not null and next_at <= :now
              order by next_at limit :limit for update skip locked)
            returning app, key, conversation, media, tries
            """)
        .param("until", at(until))
        .param("now", at(now))
        .param("limit", limit)
        .query((row, n) -> {
          var app = new AppName(row.getString("app"));
          String key = row.getString("key");
          return new Media(
              app,
              key,
              conversation(row),
              vault.open(row.getBytes("media"), "wechat/media/" + app + "/" + key),
              row.getInt("tries"));
        })
        .list();
  }

  /** It has been fetched, or never will be. */
  void fetched(Media media) {
    jdbc.sql("update wechat_in set media = null where app = :app and key = :key")
        .param("app", media.app().value())
        .param("key", media.key())
        .update();
  }

  /** Forgets what came in before; WeChat repeats nothing that old. */
  int forget(Instant before) {
    return jdbc.sql("delete from wechat_in where at < :before and media is null")
        .param("before", at(before))
        .update();
  }

  /**
   * This conversation takes place in WeChat; of a shopper with several apps, where the last word
   * was.
   */
  void begin(ConversationId conversation, AppName app, OpenId openId) {
    jdbc.sql(
            """
            insert into wechat_thread (conversation, app, openid_hash)
            values (:conversation, :app, :hash)
            on conflict (conversation) do update set
              app = excluded.app, openid_hash = excluded.openid_hash,
              message_left = 0, moment_left = 0
            where (wechat_thread.app, wechat_thread.openid_hash)
              <> (excluded.app, excluded.openid_hash)
            """)
        .param("conversation", conversation.value())
        .param("app", app.value())
        .param("hash", hash(app, openId))
        .update();
  }

  /** The thread, held until the transaction ends; nothing where it is another channel's. */
  Optional<Talk> locked(ConversationId conversation) {
    return thread(conversation, " for update of t");
  }

  /** The thread as it stands. */
  Optional<Talk> thread(ConversationId conversation) {
    return thread(conversation, "");
  }

  private Optional<Talk> thread(ConversationId conversation, String how) {
    return jdbc.sql(
            """
            select t.*, s.openid from wechat_thread t
            join wechat_shopper s on s.app = t.app and s.openid_hash = t.openid_hash
            where t.conversation = :conversation\
            """
                + how)
        .param("conversation", conversation.value())
        .query((row, n) -> {
          var app = new AppName(row.getString("app"));
          byte[] options = row.getBytes("options");
          return new Talk(
              conversation,
              app,
              new OpenId(
                  vault.open(row.getBytes("openid"), place(app, row.getString("openid_hash")))),
              row.getLong("taken_seq"),
              row.getBoolean("here"),
              options == null
                  ? List.of()
                  : json.readValue(vault.open(options, "wechat/options/" + conversation), TEXTS),
              new Budget(
                  instant(row, "message_until"),
                  row.getInt("message_left"),
                  instant(row, "moment_until"),
                  row.getInt("moment_left")));
        })
        .optional();
  }

  /** How far it was taken, and what numbers mean now. */
  void taken(ConversationId conversation, long seq, boolean here, List<String> options) {
    jdbc.sql(
            """
            update wechat_thread set taken_seq = :seq, here = :here, options = :options
            where conversation = :conversation
            """)
        .param("seq", seq)
        .param("here", here)
        .param(
            "options",
            options.isEmpty()
                ? null
                : vault.seal(json.writeValueAsString(options), "wechat/options/" + conversation),
            Types.BINARY)
        .param("conversation", conversation.value())
        .update();
  }

  void budget(ConversationId conversation, Budget budget) {
    jdbc.sql(
            """
            update wechat_thread set message_until = :until, message_left = :left,
              moment_until = :momentUntil, moment_left = :momentLeft
            where conversation = :conversation
            """)
        .param("until", at(budget.messageUntil()))
        .param("left", budget.messageLeft())
        .param("momentUntil", at(budget.momentUntil()))
        .param("momentLeft", budget.momentLeft())
        .param("conversation", conversation.value())
        .update();
  }

  /** What was held may be tried again. */
  void release(ConversationId conversation, Instant now) {
    jdbc.sql(
            """
            update wechat_out set state = 'waiting', reason = null, next_at = :now, tries = 0
            where conversation = :conversation and state = 'held'
            """)
        .param("now", at(now))
        .param("conversation", conversation.value())
        .update();
  }

  void add(ConversationId conversation, OutKind kind, boolean byAgent, String body, Instant now) {
    UUID id = UUID.randomUUID();
    jdbc.sql(
            """
            insert into wechat_out (id, conversation, kind, by_agent, body, state, next_at, at)
            values (:id, :conversation, :kind, :agent, :body, 'waiting', :now, :now)
            """)
        .param("id", id)
        .param("conversation", conversation.value())
        .param("kind", word(kind))
        .param("agent", byAgent)
        .param("body", vault.seal(body, "wechat/out/" + id))
        .param("now", at(now))
        .update();
  }

  /** What is to be said in a conversation, in its order. */
  List<Out> open(ConversationId conversation) {
    return jdbc.sql(
            """
            select * from wechat_out
            where conversation = :conversation and state in ('waiting', 'sending', 'held')
            order by place limit 50
            """)
        .param("conversation", conversation.value())
        .query((row, n) -> out(row))
        .list();
  }

  /** Other words for something that was not said yet. */
  void reword(Out out, String body, boolean byAgent) {
    jdbc.sql("update wechat_out set body = :body, by_agent = :agent where id = :id")
        .param("body", vault.seal(body, "wechat/out/" + out.id()))
        .param("agent", byAgent)
        .param("id", out.id())
        .update();
  }

  void move(Out out, State state, int tries, Instant nextAt, @Nullable String reason) {
    jdbc.sql(
            """
            update wechat_out set state = :state, tries = :tries, next_at = :next, reason = :reason
            where id = :id
            """)
        .param("state", word(state))
        .param("tries", tries)
        .param("next", at(nextAt))
        .param("reason", reason, Types.VARCHAR)
        .param("id", out.id())
        .update();
  }

  /** Conversations in which something is due. */
  List<ConversationId> due(Instant now, int limit) {
    return jdbc.sql(
            """
            select distinct conversation from wechat_out
            where state in ('waiting', 'sending') and next_at <= :now limit :limit
            """)
        .param("now", at(now))
        .param("limit", limit)
        .query((row, n) -> conversation(row))
        .list();
  }

  /** Conversations of which the record says more than was taken: a crash, or another node. */
  List<ConversationId> behind(Instant now, int limit) {
    return jdbc.sql(
            """
            select t.conversation from wechat_thread t join conversation c on c.id = t.conversation
            where c.last_seq > t.taken_seq and c.updated_at > :since limit :limit
            """)
        .param("since", at(now.minus(Duration.ofDays(3))))
        .param("limit", limit)
        .query((row, n) -> conversation(row))
        .list();
  }

  private Out out(ResultSet row) throws SQLException {
    UUID id = Objects.requireNonNull(row.getObject("id", UUID.class));
    return new Out(
        id,
        conversation(row),
        OutKind.valueOf(upper(row, "kind")),
        row.getBoolean("by_agent"),
        vault.open(row.getBytes("body"), "wechat/out/" + id),
        State.valueOf(upper(row, "state")),
        row.getInt("tries"),
        instant(row, "next_at"));
  }

  private static ConversationId conversation(ResultSet row) throws SQLException {
    return new ConversationId(Objects.requireNonNull(row.getObject("conversation", UUID.class)));
  }

  private static String upper(ResultSet row, String column) throws SQLException {
    return row.getString(column).toUpperCase(java.util.Locale.ROOT);
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(java.util.Locale.ROOT);
  }

  private static OffsetDateTime at(Instant instant) {
    return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return Objects.requireNonNull(row.getObject(column, OffsetDateTime.class)).toInstant();
  }
}
