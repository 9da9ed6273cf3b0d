package io.xianda.storage;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.Configuration;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.util.SecretBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * The keys that content is sealed with: a keyset of Tink in one file, where the newest seals and
 * all open. With a master key the file is an envelope: it holds the keys sealed, and whoever has it
 * alone has nothing. Thread-safe, and safe beside a service that runs on the same file.
 */
public final class ContentKeys {

  private static final Configuration TINK = AeadConfig2026.get();
  private static final byte[] PLACE = "xianda/content-keys".getBytes(StandardCharsets.UTF_8);
  private static final Duration SEEN_BY_ALL = Duration.ofMinutes(1);
  private static final int MASTER_BYTES = 32;

  private final Path file;
  private final Optional<Aead> master;

  /**
   * @param directory of the installation's secrets
   * @param master 32 bytes in Base64, which are kept elsewhere; empty for no envelope
   */
  public ContentKeys(Path directory, String master) {
    this.file = directory.resolve("content.keyset.json");
    this.master = master.isBlank() ? Optional.empty() : Optional.of(master(master));
  }

  // Its bytes come from the environment, where no format of Tink's is.
  @AccessesPartialKey
  private static Aead master(String base64) {
    try {
      byte[] key = Base64.getDecoder().decode(base64.strip());
      if (key.length != MASTER_BYTES) {
        throw new IllegalArgumentException("it has " + key.length + " bytes");
      }
      AesGcmParameters parameters =
          AesGcmParameters.builder()
              .setKeySizeBytes(MASTER_BYTES)
              .setIvSizeBytes(12)
              .setTagSizeBytes(16)
              .setVariant(AesGcmParameters.Variant.NO_PREFIX)
              .build();
      return KeysetHandle.newBuilder()
          .setConfiguration(TINK)
          .addEntry(
              KeysetHandle.importKey(
                      AesGcmKey.builder()
                          .setParameters(parameters)
                          .setKeyBytes(SecretBytes.copyFrom(key, InsecureSecretKeyAccess.get()))
                          .build())
                  .withFixedId(1)
                  .makePrimary())
          .build()
          .getPrimitive(TINK, Aead.class);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new StartupException(
          "XIANDA_STORAGE_MASTERKEY must be 32 bytes in Base64 (openssl rand -base64 32): "
              + e.getMessage(),
          e);
    }
  }

  /** What is known of a key without showing it. */
  public record Known(int id, boolean seals) {}

  /** The keys, the one that seals among them; made when there are none. */
  public List<Known> known() {
    KeysetHandle keys = read();
    List<Known> known = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      known.add(new Known(keys.getAt(i).getId(), keys.getAt(i).isPrimary()));
    }
    return known;
  }

  /** Whether the file is an envelope. */
  public boolean wrapped() {
    read();
    return isWrapped(text());
  }

  /** From now on a new key seals; the others open what they have sealed. */
  public void rotate() {
    changed(() ->
        KeysetHandle.newBuilder(read())
            .setConfiguration(TINK)
            .addEntry(
                KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                    .withRandomId()
                    .makePrimary())
            .build());
  }

  /**
   * Forgets all keys but the one that seals: what another has sealed is lost.
   *
   * @throws IllegalStateException when the keys were changed less than a minute ago: somebody may
   *     not have seen it yet, and seal with one that is to be forgotten
   */
  public void retire(Clock clock) {
    Instant changed = Instant.ofEpochSecond(0, stamp());
    if (clock.instant().isBefore(changed.plus(SEEN_BY_ALL))) {
      throw new IllegalStateException(
          "the keys were changed less than a minute ago; wait, run reseal once more, then retire");
    }
    changed(() -> {
      KeysetHandle.Builder left = KeysetHandle.newBuilder(read()).setConfiguration(TINK);
      for (int i = left.size() - 1; i >= 0; i--) {
        if (!left.getAt(i).isPrimary()) {
          left.deleteAt(i);
        }
      }
      return left.build();
    });
  }

  /** Puts the same keys under another master key, or under none. */
  public void moveTo(ContentKeys other) {
    other.changed(this::read);
  }

  private interface Change {
    KeysetHandle keys() throws GeneralSecurityException;
  }

  private void changed(Change change) {
    try {
      Path fresh = fresh(change.keys());
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (GeneralSecurityException | IOException e) {
      throw unusable(e);
    }
  }

  KeysetHandle read() {
    try {
      if (!Files.exists(file)) {
        create();
      }
      String text = text();
      if (isWrapped(text)) {
        return TinkJsonProtoKeysetFormat.parseEncryptedKeyset(
            text,
            master.orElseThrow(() ->
                new StartupException(
                    file + " is sealed; set XIANDA_STORAGE_MASTERKEY to the key that opens it")),
            PLACE,
            TINK);
      }
      if (master.isPresent()) {
        throw new StartupException(
            file
                + " is not sealed, although XIANDA_STORAGE_MASTERKEY is set; run bin/xianda keys wrap"
                + " once");
      }
      return TinkJsonProtoKeysetFormat.parseKeyset(text, TINK, InsecureSecretKeyAccess.get());
    } catch (GeneralSecurityException | IOException e) {
      throw unusable(e);
    }
  }

  Aead aead() {
    try {
      return read().getPrimitive(TINK, Aead.class);
    } catch (GeneralSecurityException e) {
      throw unusable(e);
    }
  }

  /** Changes when the keys do. */
  long stamp() {
    try {
      return Files.getLastModifiedTime(file).to(java.util.concurrent.TimeUnit.NANOSECONDS);
    } catch (IOException e) {
      // Gone for a moment, or for good: what was read before is as good as ever.
      return 0;
    }
  }

  private void create() throws GeneralSecurityException, IOException {
    Path fresh = fresh(KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, TINK));
    try {
      // Of two services that start at once only one gives its key the name.
      Files.createLink(file, fresh);
    } catch (FileAlreadyExistsException e) {
      // The other's key is the one.
      return;
    } finally {
      Files.delete(fresh);
    }
  }

  private Path fresh(KeysetHandle keys) throws GeneralSecurityException, IOException {
    String text =
        master.isPresent()
            ? TinkJsonProtoKeysetFormat.serializeEncryptedKeyset(keys, master.get(), PLACE, TINK)
            : TinkJsonProtoKeysetFormat.serializeKeyset(keys, TINK, InsecureSecretKeyAccess.get());
    Files.createDirectories(file.toAbsolutePath().getParent());
    Path fresh =
        Files.createTempFile(
            file.toAbsolutePath().getParent(), file.getFileName().toString(), ".new");
    Files.writeString(fresh, text, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
    return fresh;
  }

  private String text() {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private static boolean isWrapped(String text) {
    return text.contains("\"encryptedKeyset\"");
  }

  private StartupException unusable(Exception e) {
    return new StartupException(
        "the keys in " + file.getParent() + " cannot be used: " + e.getMessage(), e);
  }
}
