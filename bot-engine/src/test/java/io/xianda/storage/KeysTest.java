package io.xianda.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.xianda.conversation.Vault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The secrets of an installation, and what they seal. */
class KeysTest {

  private static final String PLACE = "message/1/1";
  private static final int ROUNDS = 20;

  @TempDir Path temp;
  private Path directory;
  private Keys keys;

  @BeforeEach
  void aNewInstallation() {
    directory = temp.resolve("keys");
    keys = new Keys(directory);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "我的电话是13800138000", "🍓 烂了", "line\nline\0"})
  void whatWasSealedOpens(String plain) {
    Vault vault = keys.vault();

    assertThat(vault.open(vault.seal(plain, PLACE), PLACE)).isEqualTo(plain);
  }

  @Test
  void whatIsSealedCannotBeReadNorRecognised() {
    Vault vault = keys.vault();
    byte[] sealed = vault.seal("我的电话是13800138000", PLACE);

    assertThat(new String(sealed, StandardCharsets.UTF_8)).doesNotContain("13800138000", "电话");
    assertThat(vault.seal("我的电话是13800138000", PLACE)).isNotEqualTo(sealed);
  }

  @Test
  void anotherPlaceDoesNotOpen() {
    Vault vault = keys.vault();
    byte[] sealed = vault.seal("草莓烂了", PLACE);

    assertDoesNotOpen(vault, sealed, "message/1/2");
  }

  @Test
  void anotherKeyDoesNotOpen() {
    byte[] sealed = keys.vault().seal("草莓烂了", PLACE);

    assertDoesNotOpen(new Keys(temp.resolve("other")).vault(), sealed, PLACE);
  }

  @Test
  void whatWasChangedOrCutDoesNotOpen() {
    Vault vault = keys.vault();
    byte[] changed = vault.seal("草莓烂了", PLACE);
    changed[changed.length - 1] ^= 1;

    assertDoesNotOpen(vault, changed, PLACE);
    assertDoesNotOpen(vault, new byte[0], PLACE);
  }

  @Test
  void theTokenKeyHasThirtyTwoBytesAndIsEachInstallationsOwn() {
    assertThat(keys.tokenKey()).hasSize(32);
    assertThat(new Keys(temp.resolve("other")).tokenKey()).isNotEqualTo(keys.tokenKey());
  }

  @Test
  void onlyTheirOwnerCanReadTheFiles() throws Exception {
    Assumptions.assumeTrue(
        FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
    keys.vault();
    keys.tokenKey();

    try (Stream<Path> listed = Files.list(directory)) {
      List<Path> files = listed.toList();
      assertThat(files)
          .contains(directory.resolve("content.keyset.json"), directory.resolve("token.key"));
      for (Path file : files) {
        assertThat(Files.getPosixFilePermissions(file))
            .isEqualTo(PosixFilePermissions.fromString("rw-------"));
      }
    }
  }

  @Test
  void aSecondStartUsesTheSameKeys() {
    byte[] sealed = keys.vault().seal("草莓烂了", PLACE);
    byte[] tokenKey = keys.tokenKey();

    Keys again = new Keys(directory);

    assertThat(again.vault().open(sealed, PLACE)).isEqualTo("草莓烂了");
    assertThat(again.tokenKey()).isEqualTo(tokenKey);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no keyset", "{}", "{\"primaryKeyId\":1,\"key\":[]}"})
  void aDamagedKeysetStopsTheStart(String content) throws Exception {
    Files.createDirectories(directory);
    Files.writeString(directory.resolve("content.keyset.json"), content);

    assertThatExceptionOfType(StartupException.class)
        .isThrownBy(() -> keys.vault())
        .withMessageStartingWith("the keys in " + directory + " cannot be used: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "not base64!", "c2hvcnQ="})
  void aDamagedTokenKeyStopsTheStart(String content) throws Exception {
    Files.createDirectories(directory);
    Files.writeString(directory.resolve("token.key"), content);

    assertThatExceptionOfType(StartupException.class)
        .isThrownBy(() -> keys.tokenKey())
        .withMessageStartingWith("the keys in " + directory + " cannot be used: ");
  }

  @Test
  void servicesThatStartAtOnceEndWithOneTokenKey() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      Path shared = temp.resolve("shared-" + round);

      List<byte[]> made = AtOnce.threads(8, thread -> new Keys(shared).tokenKey());

      assertThat(made).allSatisfy(key -> assertThat(key).hasSize(32).isEqualTo(made.getFirst()));
    }
  }

  @Test
  void servicesThatStartAtOnceOpenWhatTheOthersSeal() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      Path shared = temp.resolve("shared-" + round);

      List<Vault> made = AtOnce.threads(8, thread -> new Keys(shared).vault());

      byte[] sealed = made.getFirst().seal("草莓烂了", PLACE);
      assertThat(made).allSatisfy(vault -> assertThat(vault.open(sealed, PLACE)).isEqualTo("草莓烂了"));
    }
  }

  @Test
  void keysThatCannotBeWrittenAreNamedInOneLine() throws Exception {
    // Below a file nobody can write, not even root.
    Path below = Files.writeString(temp.resolve("a-file"), "no directory").resolve("keys");

    assertThatExceptionOfType(StartupException.class)
        .isThrownBy(() -> new Keys(below).tokenKey())
        .withMessageStartingWith("the keys in " + below + " cannot be used: ");
    assertThatExceptionOfType(StartupException.class)
        .isThrownBy(() -> new Keys(below).vault())
        .withMessageStartingWith("the keys in " + below + " cannot be used: ");
  }

  private static void assertDoesNotOpen(Vault vault, byte[] sealed, String place) {
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> vault.open(sealed, place))
        .satisfies(e ->
            assertThat(e.getMessage())
                .startsWith(place + " does not open: ")
                .contains("is this the right key directory?")
                .doesNotContain("\n"));
  }

  @Nested
  class Rotated {

    @Test
    void olderKeysOpenWhatTheyHaveSealedAndTheNewOneSeals() {
      Vault before = keys.vault();
      byte[] old = before.seal("旧的", PLACE);

      keys.contentKeys().rotate();
      Vault after = keys.vault();
      byte[] fresh = after.seal("新的", PLACE);

      assertThat(after.open(old, PLACE)).isEqualTo("旧的");
      // Whoever runs since before finds the new key when something does not open.
      assertThat(before.open(fresh, PLACE)).isEqualTo("新的");
      assertThat(keys.contentKeys().known()).hasSize(2);
    }

    @Test
    void noKeyIsForgottenBeforeEverybodyHasSeenTheNewOne() {
      byte[] old = keys.vault().seal("旧的", PLACE);
      ContentKeys content = keys.contentKeys();
      content.rotate();

      assertThatIllegalStateException()
          .isThrownBy(() -> content.retire(Clock.systemUTC()))
          .withMessageContaining("less than a minute ago");
      content.retire(Clock.offset(Clock.systemUTC(), Duration.ofMinutes(2)));

      assertThat(content.known()).hasSize(1);
      assertDoesNotOpen(keys.vault(), old, PLACE);
    }
  }

  @Nested
  class UnderAMasterKey {

    private static final String MASTER = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

    @Test
    void theFileAloneOpensNothing() throws IOException {
      var sealed = new Keys(directory, MASTER);
      byte[] content = sealed.vault().seal("草莓", PLACE);

      assertThat(Files.readString(directory.resolve("content.keyset.json")))
          .contains("encryptedKeyset");
      assertThat(new Keys(directory, MASTER).vault().open(content, PLACE)).isEqualTo("草莓");
      assertThatExceptionOfType(StartupException.class)
          .isThrownBy(() -> new Keys(directory).vault())
          .withMessageContaining("XIANDA_STORAGE_MASTERKEY");
      assertThatExceptionOfType(StartupException.class)
          .isThrownBy(() -> new Keys(directory, MASTER.replace('M', 'N')).vault());
      assertThatExceptionOfType(StartupException.class)
          .isThrownBy(() -> new Keys(directory, "c2hvcnQ=").vault())
          .withMessageContaining("32 bytes");
    }

    @Test
    void whoeverRunsGoesOnWhenTheFileGoesUnderAKeyThatItHasNot() throws Exception {
      Vault running = keys.vault();
      byte[] content = running.seal("草莓", PLACE);
      keys.contentKeys().moveTo(new ContentKeys(directory, MASTER));

      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(() -> running.open(new byte[40], PLACE));
      assertThat(running.open(content, PLACE)).isEqualTo("草莓");
      assertThat(running.open(running.seal("梨", PLACE), PLACE)).isEqualTo("梨");
    }

    @Test
    void keysGoUnderItAndOutAgain() {
      byte[] content = keys.vault().seal("草莓", PLACE);
      var wrapped = new ContentKeys(directory, MASTER);

      assertThatExceptionOfType(StartupException.class)
          .isThrownBy(wrapped::known)
          .withMessageContaining("keys wrap");
      keys.contentKeys().moveTo(wrapped);
      assertThat(wrapped.wrapped()).isTrue();
      assertThat(new Keys(directory, MASTER).vault().open(content, PLACE)).isEqualTo("草莓");
      wrapped.moveTo(new ContentKeys(directory, ""));
      assertThat(keys.vault().open(content, PLACE)).isEqualTo("草莓");
    }
  }
}
