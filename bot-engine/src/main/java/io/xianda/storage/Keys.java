package io.xianda.storage;

import io.xianda.conversation.Vault;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The secrets of an installation, made at the first start and kept as files that only their owner
 * can read. They are no part of the database: a backup of one without the other shows nothing.
 */
public final class Keys {

  private static final int KEY_BYTES = 32;

  private final Path directory;
  private final String master;

  /** Uses {@code directory}, made when missing. */
  public Keys(Path directory) {
    this(directory, "");
  }

  /**
   * The same, with the keys for content in an envelope.
   *
   * @param master 32 bytes in Base64; empty for no envelope
   */
  public Keys(Path directory, String master) {
    this.directory = directory;
    this.master = master;
  }

  /** Seals with AES-256-GCM; rotated keys in the same keyset still open what they sealed. */
  public Vault vault() {
    return new SealedByTink(contentKeys());
  }

  /** What {@link #vault} seals with. */
  public ContentKeys contentKeys() {
    return new ContentKeys(directory, master);
  }

  /** The key that signs shoppers' tokens. */
  public byte[] tokenKey() {
    return key("token.key");
  }

  /** The key that ties pictures to their shoppers, and signs the links to them. */
  public byte[] photoKey() {
    return key("photo.key");
  }

  /** The key under which OpenIDs are looked up. */
  public byte[] wechatKey() {
    return key("wechat.key");
  }

  private byte[] key(String name) {
    try {
      Path file = directory.resolve(name);
      if (!Files.exists(file)) {
        byte[] fresh = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(fresh);
        writeOnce(file, Base64.getEncoder().encodeToString(fresh));
      }
      byte[] key = Base64.getDecoder().decode(Files.readString(file).strip());
      if (key.length != KEY_BYTES) {
        throw new IOException(file + " is damaged");
      }
      return key;
    } catch (IOException | IllegalArgumentException e) {
      throw new StartupException(
          "the keys in " + directory + " cannot be used: " + e.getMessage(), e);
    }
  }

  private void writeOnce(Path file, String secret) throws IOException {
    Files.createDirectories(directory);
    // Written whole before it gets its name: nobody ever reads half a key, and of two only one gets
    // the name.
    Path fresh = Files.createTempFile(directory, file.getFileName().toString(), ".new");
    try {
      Files.writeString(fresh, secret, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
      Files.createLink(file, fresh);
    } catch (FileAlreadyExistsException e) {
      // Another service on the same keys was faster: its key is the one.
      return;
    } finally {
      Files.delete(fresh);
    }
  }
}
