package io.xianda.chatwoot;

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
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * This room's tables. Options and what is to be said are sealed. Transactions are those of the
 * caller. Thread-safe.
 */
@Repository
class ChatwootRows {

  private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};

  private final JdbcClient jdbc;
  private final Vault vault;
  private final JsonMapper json = JsonMapper.shared();

  ChatwootRows(JdbcClient jdbc, Vault vault) {
    this.jdbc = jdbc;
    this.vault = vault;
  }

  /**
   * A conversation that takes place in Chatwoot.
   *
   * @param chat Chatwoot's number of it
   * @param taken up to which place of the record it was taken there
   * @param options what numbers mean
   * @param handed whether Chatwoot was asked to give it to people, or has done so
   * @param opened whether Chatwoot has it open, as far as we were told
   * @param statusAt how new what we were told is, or {@code null}
   */
  record Talk(
      ConversationId conversation,
      long chat,
      long taken,
      List<String> options,
      boolean handed,
      boolean opened,
      @Nullable Instant statusAt) {}

  /** What is to be done. */
  enum Kind {
    TEXT,
    IMAGE,
    NOTE,
    /** Give it to people. */
    OPEN,
    TEAM
  }

  /** How it stands. */
  enum State {
    WAITING,
    /** Chatwoot was asked, and nobody knows yet. */
    SENDING,
    DONE,
    /** It never will be. */
    UNDONE
  }

  /**
   * Something to be done.
   *
   * @param body a text, the name of a picture, or the number of a team
   */
  record Out(
      UUID id, ConversationId conversation, Kind kind, String body, int tries, Instant nextAt) {}

  /** Who a contact is here; a new guest the first time. */
  ShopperId shopper(long contact, Instant now) {
    jdbc.sql(
            """
            insert into chatwoot_contact (contact, shopper, created_at)
            values (:contact, :shopper, :now) on conflict (contact) do nothing
            """)
        .param("contact", contact)
        .param("shopper", ShopperId.guest().value())
        .param("now", at(now))
        .update();
    return jdbc.sql("select shopper from chatwoot_contact where contact = :contact")
        .param("contact", contact)
        .query((row, n) -> new ShopperId(row.getString("shopper")))
        .single();
  }

  /**
   * Notes in which conversation a message is put. Of two at one time the second waits for the
   * first.
   *
   * @return whether it is the first of its number
   */
  boolean arrive(long message, ConversationId conversation, Instant now) {
    return jdbc.sql(
                """
                insert into chatwoot_in (message, conversation, at)
                values (:message, :conversation, :now) on conflict (message) do nothing
                """)
            .param("message", message)
            .param("conversation", conversation.value())
            .param("now", at(now))
            .update()
        == 1;
  }

  /** In which conversation a message was put. */
  ConversationId arrived(long message) {
    return jdbc.sql("select conversation from chatwoot_in where message = :message")
        .param("message", message)
        .query((row, n) -> conversation(row))
        .single();
  }

  /** Forgets what came in before. */
  int forget(Instant before) {
    return jdbc.sql("delete from chatwoot_in where at < :before")
            .param("before", at(before))
            .update()
        + jdbc.sql("delete from chatwoot_out where at < :before and state in ('done', 'undone')")
            .param("before", at(before))
            .update();
  }

  /** This conversation takes place in this one of Chatwoot, from now on. */
  void begin(ConversationId conversation, long chat, @Nullable Instant statusAt) {
    jdbc.sql(
            """
            insert into chatwoot_talk (conversation, chat, status_at)
            values (:conversation, :chat, :at)
            on conflict (conversation) do update set chat = excluded.chat
            """)
        .param("conversation", conversation.value())
        .param("chat", chat)
        .param("at", statusAt == null ? null : at(statusAt), Types.TIMESTAMP_WITH_TIMEZONE)
        .update();
  }

  /** Our newest conversation that takes place in this one of Chatwoot. */
  Optional<ConversationId> of(long chat) {
    return jdbc.sql(
            "select conversation from chatwoot_talk where chat = :chat order by place desc limit 1")
        .param("chat", chat)
        .query((row, n) -> conversation(row))
        .optional();
  }

  /** The talk, held until the transaction ends; nothing where it is another channel's. */
  Optional<Talk> locked(ConversationId conversation) {
    return talk(conversation, " for update");
  }

  /** The talk as it stands. */
  Optional<Talk> talk(ConversationId conversation) {
    return talk(conversation, "");
  }

  private Optional<Talk> talk(ConversationId conversation, String how) {
    return jdbc.sql("select * from chatwoot_talk where conversation = :conversation" + how)
        .param("conversation", conversation.value())
        .query((row, n) -> {
          byte[] options = row.getBytes("options");
          OffsetDateTime statusAt = row.getObject("status_at", OffsetDateTime.class);
          return new Talk(
              conversation,
              row.getLong("chat"),
              row.getLong("taken_seq"),
              options == null
                  ? List.of()
                  : json.readValue(vault.open(options, "chatwoot/options/" + conversation), TEXTS),
              row.getBoolean("handed"),
              row.getBoolean("opened"),
              statusAt == null ? null : statusAt.toInstant());
        })
        .optional();
  }

  /** What we were told of its status, or have brought about. */
  void told(ConversationId conversation, boolean opened, @Nullable Instant at) {
    jdbc.sql(
            """
            update chatwoot_talk set opened = :opened, status_at = coalesce(:at, status_at)
            where conversation = :conversation
            """)
        .param("opened", opened)
        .param("at", at == null ? null : at(at), Types.TIMESTAMP_WITH_TIMEZONE)
        .param("conversation", conversation.value())
        .update();
  }

  void handed(ConversationId conversation, boolean handed) {
    jdbc.sql("update chatwoot_talk set handed = :handed where conversation = :conversation")
        .param("handed", handed)
        .param("conversation", conversation.value())
        .update();
  }

  /** How far it was taken, and what numbers mean now. */
  void taken(ConversationId conversation, long seq, List<String> options) {
    jdbc.sql(
            """
            update chatwoot_talk set taken_seq = :seq, options = :options
            where conversation = :conversation
            """)
        .param("seq", seq)
        .param(
            "options",
            options.isEmpty()
                ? null
                : vault.seal(json.writeValueAsString(options), "chatwoot/options/" + conversation),
            Types.BINARY)
        .param("conversation", conversation.value())
        .update();
  }

  void add(ConversationId conversation, Kind kind, String body, Instant now) {
    UUID id = UUID.randomUUID();
    jdbc.sql(
            """
            insert into chatwoot_out (id, conversation, kind, body, state, next_at, at)
            values (:id, :conversation, :kind, :body, 'waiting', :now, :now)
            """)
        .param("id", id)
        .param("conversation", conversation.value())
        .param("kind", word(kind))
        .param("body", vault.seal(body, "chatwoot/out/" + id))
        .param("now", at(now))
        .update();
  }

  /** What is to be done next in a conversation. */
  Optional<Out> next(ConversationId conversation) {
    return jdbc.sql(
            """
            select * from chatwoot_out
            where conversation = :conversation and state in ('waiting', 'sending')
            order by place limit 1
            """)
        .param("conversation", conversation.value())
        .query((row, n) -> {
          UUID id = Objects.requireNonNull(row.getObject("id", UUID.class));
          return new Out(
              id,
              conversation(row),
              Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
              vault.open(row.getBytes("body"), "chatwoot/out/" + id),
              row.getInt("tries"),
              Objects.requireNonNull(row.getObject("next_at", OffsetDateTime.class)).toInstant());
        })
        .optional();
  }

  void move(Out out, State state, int tries, Instant nextAt, @Nullable String reason) {
    jdbc.sql(
            """
            update chatwoot_out set state = :state, tries = :tries, next_at = :next, reason = :reason
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
            select distinct conversation from chatwoot_out
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
            select t.conversation from chatwoot_talk t join conversation c on c.id = t.conversation
            where c.last_seq > t.taken_seq and c.updated_at > :since limit :limit
            """)
        .param("since", at(now.minus(Duration.ofDays(3))))
        .param("limit", limit)
        .query((row, n) -> conversation(row))
        .list();
  }

  private static ConversationId conversation(ResultSet row) throws SQLException {
    return new ConversationId(Objects.requireNonNull(row.getObject("conversation", UUID.class)));
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static OffsetDateTime at(Instant instant) {
    return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
  }
}
