package io.xianda.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The directory of one running Xianda, and nobody else's meanwhile. */
class DataDirectoryTest {

  @TempDir Path temp;
  private Path root;

  @BeforeEach
  void notMadeYet() {
    root = temp.resolve("home").resolve("xianda");
  }

  @Test
  void itIsMadeWhenMissing() {
    try (DataDirectory directory = DataDirectory.take(root)) {
      assertThat(root).isDirectory();
      assertThat(directory.resolve("postgres"))
          .isEqualTo(root.toAbsolutePath().resolve("postgres"))
          .doesNotExist();
    }
  }

  @Test
  void onlyItsOwnerCanLookInside() throws Exception {
    Assumptions.assumeTrue(
        FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
    Files.createDirectories(root);
    Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));

    try (DataDirectory directory = DataDirectory.take(root)) {
      assertThat(Files.getPosixFilePermissions(directory.resolve(".")))
          .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Test
  void takingItTwiceSaysInOneLineThatItIsInUse() {
    try (DataDirectory first = DataDirectory.take(root)) {
      assertInUse();
      assertThat(first.resolve("xianda.lock")).exists();
    }
  }

  @Test
  void anotherWayToWriteItIsTheSameDirectory() {
    try (DataDirectory first = DataDirectory.take(root.resolve("..").resolve("xianda"))) {
      assertInUse();
      assertThat(first.resolve("xianda.lock")).exists();
    }
  }

  @Test
  void itIsFreeAfterClosing() {
    DataDirectory.take(root).close();

    try (DataDirectory again = DataDirectory.take(root)) {
      assertThat(again.resolve("xianda.lock")).exists();
    }
  }

  @Test
  void anotherProcessHoldsItUntilItIsKilled() throws Exception {
    try (OtherProcess other = OtherProcess.holding(root)) {
      assertInUse();

      other.kill();

      try (DataDirectory mine = DataDirectory.take(root)) {
        assertThat(mine.resolve("xianda.lock")).exists();
      }
    }
  }

  @Test
  void aPlaceThatCannotBeADirectoryIsNamedInOneLine() throws Exception {
    // Below a file nobody can write, not even root.
    Path file = Files.writeString(temp.resolve("a-file"), "no directory");
    Path below = file.resolve("xianda");

    assertThatExceptionOfType(StartupException.class)
        .isThrownBy(() -> DataDirectory.take(below))
        .satisfies(e ->
            assertThat(e.getMessage())
                .startsWith("the data directory " + below + " cannot be used: ")
                .doesNotContain("\n"));
    assertThatExceptionOfType(StartupException.class)
        .isThrownBy(() -> DataDirectory.take(file))
        .withMessageContaining("--data-dir " + file)
        .withMessageEndingWith("is a file");
  }

  private void assertInUse() {
    assertThatExceptionOfType(StartupException.class)
        .isThrownBy(() -> DataDirectory.take(root))
        .withMessage(
            "the data directory "
                + root
                + " is in use by another Xianda; stop it or give another --data-dir");
  }
}
