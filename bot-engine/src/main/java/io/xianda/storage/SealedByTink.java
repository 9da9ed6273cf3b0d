package io.xianda.storage;

import com.google.crypto.tink.Aead;
import io.xianda.conversation.Vault;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Seals with AES-256-GCM. Keys may be rotated while it runs: it looks for new ones every few
 * seconds, and at once when something does not open.
 */
final class SealedByTink implements Vault {

  private static final Logger LOG = LoggerFactory.getLogger(SealedByTink.class);
  private static final long LOOK_NS = TimeUnit.SECONDS.toNanos(5);

  private final ContentKeys keys;
  private volatile Read read;
  private volatile long lookedAt;

  SealedByTink(ContentKeys keys) {
    this.keys = keys;
    this.read = new Read(keys.aead(), keys.stamp());
    this.lookedAt = System.nanoTime();
  }

  private record Read(Aead aead, long stamp) {}

  @Override
  public byte[] seal(String plain, String place) {
    if (System.nanoTime() - lookedAt > LOOK_NS) {
      look();
    }
    try {
      return read.aead()
          .encrypt(plain.getBytes(StandardCharsets.UTF_8), place.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("sealing failed", e);
    }
  }

  @Override
  public String open(byte[] sealed, String place) {
    Read before = read;
    try {
      return opened(before, sealed, place);
    } catch (GeneralSecurityException e) {
      look();
      Read after = read;
      if (after.stamp() == before.stamp()) {
        throw doesNotOpen(place, e);
      }
      try {
        return opened(after, sealed, place);
      } catch (GeneralSecurityException again) {
        throw doesNotOpen(place, again);
      }
    }
  }

  private static String opened(Read read, byte[] sealed, String place)
      throws GeneralSecurityException {
    return new String(
        read.aead().decrypt(sealed, place.getBytes(StandardCharsets.UTF_8)),
        StandardCharsets.UTF_8);
  }

  private static IllegalStateException doesNotOpen(String place, GeneralSecurityException e) {
    return new IllegalStateException(
        place + " does not open: it was sealed with another key; is this the right key directory?",
        e);
  }

  private void look() {
    lookedAt = System.nanoTime();
    long stamp = keys.stamp();
    if (stamp == 0 || stamp == read.stamp()) {
      return;
    }
    try {
      read = new Read(keys.aead(), stamp);
    } catch (StartupException e) {
      // What was read before is as good as ever; whoever changed the file has to know.
      LOG.error("the keys have changed and cannot be read: {}", e.getMessage());
    }
  }
}
