package io.xianda.storage;

import io.xianda.conversation.Vault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Seals everything with the key that seals now, so that older keys can be forgotten. Goes through
 * the tables and the pictures a few rows at a time, beside a service that runs; a row that was
 * changed meanwhile is left to the next pass. Can be broken off and begun again.
 */
public final class SealAgain {

  private static final int AT_ONCE = 200;
  private static final int PASSES = 5;

  /** Of Tink's output: a 1, and four bytes that name the key. */
  private static final int PREFIX = 5;

  /**
   * A column that is sealed.
   *
   * @param place an expression of what its rows are bound to, as the room that seals them has it
   */
  record Sealed(String table, String column, String place) {}

  /** Every sealed column; a test finds one that is missing, and one whose place is another. */
  static final List<Sealed> SEALED =
      List.of(
          new Sealed("message", "body", "'message/' || t.conversation || '/' || t.seq"),
          new Sealed("conversation", "memory", "'memory/' || t.id"),
          new Sealed("conversation", "handoff_briefing", "'briefing/' || t.id"),
          new Sealed("ticket", "briefing", "'ticket/message/' || t.conversation || '/' || t.seq"),
          new Sealed("ticket", "items", "'items/' || t.number"),
          new Sealed(
              "ticket_entry",
              "body",
              "'ticket-entry/' || (select number from ticket o where o.id = t.ticket) || '/' || t.n"),
          new Sealed(
              "ticket_refund",
              "reason",
              "'ticket-refund/' || (select number from ticket o where o.id = t.ticket) || '/' || t.attempt"),
          new Sealed("handoff", "transfer_note", "'transfer/' || t.conversation"),
          new Sealed("whisper", "body", "'whisper/' || t.conversation"),
          new Sealed("rating", "comment", "'rating/' || t.conversation"),
          new Sealed(
              "shopper_note",
              "body",
              "'shopper-note/' || t.written_of || '/' || t.agent || '/' || t.client_id"),
          new Sealed("shopper_block", "reason", "'block/' || t.written_of"),
          new Sealed("effect", "payload", "'effect/' || t.key"),
          new Sealed("effect", "seen", "'seen/' || t.key"),
          new Sealed(
              "wechat_shopper", "openid", "'wechat/openid/' || t.app || '/' || t.openid_hash"),
          new Sealed("wechat_thread", "options", "'wechat/options/' || t.conversation"),
          new Sealed("wechat_in", "media", "'wechat/media/' || t.app || '/' || t.key"),
          new Sealed("wechat_out", "body", "'wechat/out/' || t.id"),
          new Sealed("chatwoot_talk", "options", "'chatwoot/options/' || t.conversation"),
          new Sealed("chatwoot_out", "body", "'chatwoot/out/' || t.id"),
          new Sealed("webhook_endpoint", "url", "'webhook/url/' || t.id"),
          new Sealed("webhook_endpoint", "secret", "'webhook/secret/' || t.id"),
          new Sealed("webhook_endpoint", "old_secret", "'webhook/secret/' || t.id"));

  private final JdbcClient jdbc;
  private final ContentKeys keys;
  private final Vault vault;
  private final Path photos;

  /**
   * @param photos directory of the pictures; need not exist
   */
  public SealAgain(JdbcClient jdbc, ContentKeys keys, Path photos) {
    this.jdbc = jdbc;
    this.keys = keys;
    this.vault = new SealedByTink(keys);
    this.photos = photos;
  }

  /**
   * What was done.
   *
   * @param sealed how many values were sealed again
   * @param left how many are still sealed with another key
   */
  public record Done(long sealed, long left) {}

  /** Seals all again. */
  public Done all() {
    long sealed = 0;
    for (int pass = 0; pass < PASSES && left() > 0; pass++) {
      for (Sealed column : SEALED) {
        sealed += again(column);
      }
      sealed += pictures();
    }
    return new Done(sealed, left());
  }

  /** How much is sealed with another key than the one that seals now. */
  public long left() {
    byte[] prefix = prefix();
    long left = 0;
    for (Sealed column : SEALED) {
      left +=
          jdbc.sql(
                  "select count(*) from %1$s t where substring(t.%2$s from 1 for %3$d) <> :prefix"
                      .formatted(column.table(), column.column(), PREFIX))
              .param("prefix", prefix)
              .query(Long.class)
              .single();
    }
    return left + namesOfOlder().size();
  }

  @SuppressWarnings("ArrayRecordComponent") // handed on once, and never compared
  private record Row(String where, byte[] sealed, String place) {}

  private long again(Sealed column) {
    byte[] prefix = prefix();
    long done = 0;
    while (true) {
      List<Row> rows =
          jdbc.sql(
                  """
                  select t.ctid::text as at, t.%2$s as sealed, %3$s as place from %1$s t
                  where substring(t.%2$s from 1 for %4$d) <> :prefix limit %5$d
                  """
                      .formatted(column.table(), column.column(), column.place(), PREFIX, AT_ONCE))
              .param("prefix", prefix)
              .query((row, n) ->
                  new Row(row.getString("at"), row.getBytes("sealed"), row.getString("place")))
              .list();
      long changed = 0;
      for (Row row : rows) {
        changed +=
            jdbc.sql(
                    "update %1$s set %2$s = :new where ctid = cast(:at as tid) and %2$s = :old"
                        .formatted(column.table(), column.column()))
                .param("new", vault.seal(vault.open(row.sealed(), row.place()), row.place()))
                .param("at", row.where())
                .param("old", row.sealed())
                .update();
      }
      done += changed;
      // Somebody else is changing these: the next pass finds them.
      if (rows.size() < AT_ONCE || changed == 0) {
        return done;
      }
    }
  }

  private long pictures() {
    List<String> names = namesOfOlder();
    for (String name : names) {
      Path file = photos.resolve(name);
      try {
        String place = "photo/" + name;
        Path fresh = Files.createTempFile(photos, "photo", ".new");
        Files.write(
            fresh,
            vault.seal(vault.open(Files.readAllBytes(file), place), place),
            StandardOpenOption.WRITE,
            StandardOpenOption.SYNC);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
      } catch (NoSuchFileException e) {
        // Deleted meanwhile: nothing is left to seal.
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return names.size();
  }

  private List<String> namesOfOlder() {
    if (!Files.isDirectory(photos)) {
      return List.of();
    }
    ByteBuffer prefix = ByteBuffer.wrap(prefix());
    try (Stream<Path> files = Files.list(photos)) {
      return files
          .filter(file -> !file.getFileName().toString().endsWith(".new"))
          .filter(file -> !begins(file, prefix))
          .map(file -> file.getFileName().toString())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean begins(Path file, ByteBuffer prefix) {
    try (var in = Files.newInputStream(file)) {
      return ByteBuffer.wrap(in.readNBytes(PREFIX)).equals(prefix);
    } catch (NoSuchFileException e) {
      // Gone, hence nothing to do.
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] prefix() {
    int id = keys.known().stream().filter(ContentKeys.Known::seals).findFirst().orElseThrow().id();
    return ByteBuffer.allocate(PREFIX).put((byte) 1).putInt(id).array();
  }
}
