package io.xianda.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * The directory of one running Xianda. The lock in it is the operating system's: it goes with the
 * process, however that ends.
 */
public final class DataDirectory implements AutoCloseable {

  private final Path root;
  private final FileChannel lockFile;

  private DataDirectory(Path root, FileChannel lockFile) {
    this.root = root;
    this.lockFile = lockFile;
  }

  /**
   * Takes the directory, made when missing, readable by its owner alone.
   *
   * @throws StartupException when another Xianda holds it, or it cannot be written
   */
  public static DataDirectory take(Path root) {
    try {
      Path absolute = root.toAbsolutePath().normalize();
      Files.createDirectories(absolute);
      if (Files.getFileStore(absolute).supportsFileAttributeView("posix")) {
        Files.setPosixFilePermissions(absolute, PosixFilePermissions.fromString("rwx------"));
      }
      FileChannel channel =
          FileChannel.open(
              absolute.resolve("xianda.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (tryLock(channel) == null) {
        channel.close();
        throw new StartupException(
            "the data directory "
                + absolute
                + " is in use by another Xianda; stop it or give another --data-dir");
      }
      return new DataDirectory(absolute, channel);
    } catch (FileAlreadyExistsException e) {
      throw new StartupException("--data-dir " + root + ": " + e.getFile() + " is a file", e);
    } catch (AccessDeniedException e) {
      throw new StartupException(
          "--data-dir " + root + ": this user may not write " + e.getFile(), e);
    } catch (IOException e) {
      throw new StartupException(
          "the data directory " + root + " cannot be used: " + e.getMessage(), e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  /** A place in the directory; not made. */
  public Path resolve(String name) {
    return root.resolve(name);
  }

  @Override
  public void close() {
    try {
      lockFile.close();
    } catch (IOException e) {
      throw new StartupException("the data directory " + root + " cannot be released", e);
    }
  }
}
