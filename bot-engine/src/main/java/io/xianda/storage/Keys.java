package io.xianda.storage;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.Configuration;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import io.xianda.conversation.Vault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The secrets of an installation, made at the first start and kept as files that only their owner
 * can read. They are no part of the database: a backup of one without the other shows nothing.
 */
public final class Keys {

  private static final int KEY_BYTES = 32;
  private static final Configuration TINK = AeadConfig2026.get();

  private final Path directory;

  /** Uses {@code directory}, made when missing. */
  public Keys(Path directory) {
    this.directory = directory;
  }

  /** Seals with AES-256-GCM; rotated keys in the same keyset still open what they sealed. */
  public Vault vault() {
    try {
      Path file = directory.resolve("content.keyset.json");
      if (!Files.exists(file)) {
        KeysetHandle fresh = KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, TINK);
        writeOnce(
            file,
            TinkJsonProtoKeysetFormat.serializeKeyset(fresh, TINK, InsecureSecretKeyAccess.get()));
      }
      Aead aead =
          TinkJsonProtoKeysetFormat.parseKeyset(
                  Files.readString(file), TINK, InsecureSecretKeyAccess.get())
              .getPrimitive(TINK, Aead.class);
      return new SealedByTink(aead);
    } catch (GeneralSecurityException | IOException e) {
      throw new StartupException(
          "the keys in " + directory + " cannot be used: " + e.getMessage(), e);
    }
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

  private record SealedByTink(Aead aead) implements Vault {

    @Override
    public byte[] seal(String plain, String place) {
      try {
        return aead.encrypt(
            plain.getBytes(StandardCharsets.UTF_8), place.getBytes(StandardCharsets.UTF_8));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("sealing failed", e);
      }
    }

    @Override
    public String open(byte[] sealed, String place) {
      try {
        return new String(
            aead.decrypt(sealed, place.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(
            place
                + " does not open: it was sealed with another key; is this the right key directory?",
            e);
      }
    }
  }
}
