package io.xianda.photo;

import io.xianda.conversation.ShopperId;
import io.xianda.conversation.Vault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The pictures of shoppers, each in a sealed file of the data directory. Thread-safe. */
public final class Photos {

  private static final int DECODED_AT_ONCE = 2;
  private static final long PATIENCE_S = 10;
  private static final int NAME_BYTES = 16;

  private final Path directory;
  private final Vault vault;
  private final PhotoMac mac;
  private final SecureRandom random = new SecureRandom();
  private final Semaphore decoding = new Semaphore(DECODED_AT_ONCE);

  Photos(Path directory, Vault vault, PhotoMac mac) {
    this.directory = directory;
    this.vault = vault;
    this.mac = mac;
  }

  /** What came of an upload. */
  public sealed interface Taken {

    /** It is stored, on disk. */
    record Stored(PhotoName name) implements Taken {}

    /** It is not. */
    record Refused(PhotoRefusal why) implements Taken {}
  }

  /** Keeps a clean copy of an upload. */
  public Taken take(ShopperId shopper, byte[] upload) {
    return switch (copy(upload)) {
      case CleanCopy.Result.Not(PhotoRefusal why) -> new Taken.Refused(why);
      case CleanCopy.Result.Made(String base64) -> {
        PhotoName name = newName(shopper);
        write(name, base64);
        yield new Taken.Stored(name);
      }
    };
  }

  /** Few at a time: a decoded picture takes a hundred times its file. */
  private CleanCopy.Result copy(byte[] upload) {
    try {
      if (!decoding.tryAcquire(PATIENCE_S, TimeUnit.SECONDS)) {
        return new CleanCopy.Result.Not(PhotoRefusal.BUSY);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new CleanCopy.Result.Not(PhotoRefusal.BUSY);
    }
    try {
      return CleanCopy.of(upload);
    } finally {
      decoding.release();
    }
  }

  private PhotoName newName(ShopperId shopper) {
    byte[] bytes = new byte[NAME_BYTES];
    random.nextBytes(bytes);
    String first = HexFormat.of().formatHex(bytes);
    return new PhotoName(first + "-" + mac.of(owned(first, shopper)));
  }

  private static String owned(String first, ShopperId shopper) {
    return "owner/" + first + "/" + shopper;
  }

  private void write(PhotoName name, String base64) {
    try {
      Files.createDirectories(directory);
      // Whole before it has its name: nobody reads half a picture.
      Path fresh = Files.createTempFile(directory, "photo", ".new");
      Files.write(
          fresh,
          vault.seal(base64, place(name)),
          StandardOpenOption.WRITE,
          StandardOpenOption.SYNC);
      Files.move(fresh, directory.resolve(name.value()), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether this shopper has uploaded it. */
  public boolean isOf(ShopperId shopper, PhotoName name) {
    String[] halves = name.value().split("-", 2);
    return mac.isOf(owned(halves[0], shopper), halves[1])
        && Files.exists(directory.resolve(name.value()));
  }

  /** The picture as JPEG; nothing when there is none of this name. */
  public Optional<byte[]> jpeg(PhotoName name) {
    try {
      byte[] sealed = Files.readAllBytes(directory.resolve(name.value()));
      return Optional.of(Base64.getDecoder().decode(vault.open(sealed, place(name))));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String place(PhotoName name) {
    return "photo/" + name;
  }
}
