package io.xianda.photo;

import static org.assertj.core.api.Assertions.assertThat;

import io.xianda.conversation.ShopperId;
import io.xianda.storage.Keys;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures that shoppers send, well-meant and otherwise. */
class PhotosTest {

  private static final ShopperId WU = new ShopperId("wu");
  private static final ShopperId LI = new ShopperId("li");
  private static final String SECRET = "30.2741N120.1551E";

  @TempDir private Path directory;
  private PhotoMac mac;
  private Photos photos;

  @BeforeEach
  void anInstallation() {
    var keys = new Keys(directory.resolve("keys"));
    mac = new PhotoMac(keys.photoKey());
    photos = new Photos(directory.resolve("photos"), keys.vault(), mac);
  }

  static byte[] picture(String format, int width, int height) throws IOException {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    image.setRGB(width / 2, height / 2, Color.RED.getRGB());
    var bytes = new ByteArrayOutputStream();
    assertThat(ImageIO.write(image, format, bytes)).isTrue();
    return bytes.toByteArray();
  }

  /** A JPEG with this in the place where cameras write where they were. */
  static byte[] jpegWithExif(String text) throws IOException {
    byte[] jpeg = picture("jpeg", 40, 30);
    byte[] exif = ("Exif\0\0" + text).getBytes(StandardCharsets.ISO_8859_1);
    return ByteBuffer.allocate(jpeg.length + exif.length + 4)
        .put(jpeg, 0, 2)
        .put((byte) 0xff)
        .put((byte) 0xe1)
        .putShort((short) (exif.length + 2))
        .put(exif)
        .put(jpeg, 2, jpeg.length - 2)
        .array();
  }

  /** A small PNG that says it is so large; its pixels, if they are wanted, are all zero. */
  static byte[] pngThatSays(int width, int height, long zeros) throws IOException {
    var pixels = new ByteArrayOutputStream();
    try (var deflating = new DeflaterOutputStream(pixels)) {
      byte[] block = new byte[1 << 16];
      for (long left = zeros; left > 0; left -= block.length) {
        deflating.write(block, 0, (int) Math.min(left, block.length));
      }
    }
    var png = new ByteArrayOutputStream();
    png.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
    png.write(
        chunk(
            "IHDR",
            ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put(new byte[] {8, 2, 0, 0, 0})
                .array()));
    png.write(chunk("IDAT", pixels.toByteArray()));
    png.write(chunk("IEND", new byte[0]));
    return png.toByteArray();
  }

  private static byte[] chunk(String type, byte[] data) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    var sum = new CRC32();
    sum.update(name);
    sum.update(data);
    return ByteBuffer.allocate(data.length + 12)
        .putInt(data.length)
        .put(name)
        .put(data)
        .putInt((int) sum.getValue())
        .array();
  }

  private PhotoName isTaken(byte[] upload) {
    return switch (photos.take(WU, upload)) {
      case Photos.Taken.Stored(PhotoName name) -> name;
      case Photos.Taken.Refused(PhotoRefusal why) -> throw new AssertionError("refused: " + why);
    };
  }

  private void isRefused(byte[] upload, PhotoRefusal why) {
    assertThat(photos.take(WU, upload)).isEqualTo(new Photos.Taken.Refused(why));
    assertThat(directory.resolve("photos")).doesNotExist();
  }

  private BufferedImage shown(PhotoName name) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(photos.jpeg(name).orElseThrow()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpeg", "png"})
  void aPictureIsKeptAsJpeg(String format) throws IOException {
    PhotoName name = isTaken(picture(format, 300, 200));

    assertThat(photos.jpeg(name).orElseThrow()).startsWith(0xff, 0xd8, 0xff);
    assertThat(shown(name).getWidth()).isEqualTo(300);
    assertThat(shown(name).getHeight()).isEqualTo(200);
  }

  @Test
  void aLargePictureIsMadeSmaller() throws IOException {
    BufferedImage shown = shown(isTaken(picture("jpeg", 6000, 4000)));

    assertThat(shown.getWidth()).isEqualTo(2000);
    assertThat(shown.getHeight()).isBetween(1332, 1334);
  }

  @Test
  void aThreadOfPixelsStaysOne() throws IOException {
    assertThat(shown(isTaken(picture("png", 9000, 1))).getHeight()).isEqualTo(1);
  }

  @Test
  void whereItWasTakenIsGone() throws IOException {
    byte[] upload = jpegWithExif(SECRET);
    assertThat(new String(upload, StandardCharsets.ISO_8859_1)).contains(SECRET);

    assertThat(new String(photos.jpeg(isTaken(upload)).orElseThrow(), StandardCharsets.ISO_8859_1))
        .doesNotContain(SECRET, "Exif");
  }

  @Test
  void whatHidesBehindThePictureIsGone() throws IOException {
    byte[] jpeg = picture("jpeg", 40, 30);
    byte[] script = "<script>alert(1)</script>PK\3\4".getBytes(StandardCharsets.UTF_8);
    byte[] both = Arrays.copyOf(jpeg, jpeg.length + script.length);
    System.arraycopy(script, 0, both, jpeg.length, script.length);

    assertThat(new String(photos.jpeg(isTaken(both)).orElseThrow(), StandardCharsets.ISO_8859_1))
        .doesNotContain("script", "PK\3\4");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "GIF89a\1\0\1\0",
        "<svg xmlns='http://www.w3.org/2000/svg'/>",
        "%PDF-1.7",
        "RIFF\0\0\0\0WEBPVP8 ",
        "\u00ff\u00d8\u00ff",
        "\u00ff\u00d8\u00ff\u00e0 and then nothing of a picture",
        "\u0089PNG\r\n\u001a\n",
        "\u0089PNG\r\n\u001a\n\0\0\0\rIHDR\0\0"
      })
  void garbageIsNoPicture(String garbage) {
    isRefused(garbage.getBytes(StandardCharsets.ISO_8859_1), PhotoRefusal.NO_PHOTO);
  }

  @Test
  void aPictureThatBreaksOffIsNone() throws IOException {
    byte[] png = picture("png", 300, 200);
    isRefused(Arrays.copyOf(png, png.length / 2), PhotoRefusal.NO_PHOTO);
  }

  @ParameterizedTest
  @ValueSource(strings = {"heic", "heix", "mif1"})
  void applesPicturesAreRefusedByName(String brand) {
    isRefused(
        ("\0\0\0\30ftyp" + brand + "\0\0\0\0").getBytes(StandardCharsets.ISO_8859_1),
        PhotoRefusal.HEIC);
  }

  @ParameterizedTest
  @ValueSource(ints = {7072, 60_000, Integer.MAX_VALUE})
  void whatSaysThatItIsHugeIsNotDecoded(int edge) throws IOException {
    isRefused(pngThatSays(edge, edge, 1000), PhotoRefusal.TOO_MANY_PIXELS);
  }

  @Test
  void whatUnpacksToMoreThanItSaysIsNotUnpacked() throws IOException {
    byte[] bomb = pngThatSays(10, 10, 2_000_000_000L);
    assertThat(bomb.length).isLessThan(CleanCopy.LARGEST);

    assertThat(shown(isTaken(bomb)).getWidth()).isEqualTo(10);
  }

  @Test
  void aFileThatIsTooLargeIsNotLookedAt() {
    isRefused(new byte[CleanCopy.LARGEST + 1], PhotoRefusal.TOO_LARGE);
  }

  @Test
  void namesAreRandomAndBelongToTheirShopper() throws IOException {
    byte[] upload = picture("png", 10, 10);
    PhotoName one = isTaken(upload);
    PhotoName other = isTaken(upload);

    assertThat(one).isNotEqualTo(other);
    assertThat(photos.isOf(WU, one)).isTrue();
    assertThat(photos.isOf(LI, one)).isFalse();
    assertThat(
            photos.isOf(
                WU, new PhotoName(one.value().substring(0, 33) + other.value().substring(33))))
        .isFalse();
  }

  @Test
  void nothingOfItCanBeReadOnDisk() throws IOException {
    PhotoName name = isTaken(picture("png", 10, 10));
    Path file = directory.resolve("photos").resolve(name.value());

    assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
        .doesNotContain("JFIF", "/9j/");
    assertThat(directory.resolve("photos")).isDirectoryNotContaining(other -> !other.equals(file));
  }

  @Test
  void aLinkIsGoodForAQuarterOfAnHourAndForItsPictureOnly() throws IOException {
    Instant now = Instant.parse("2026-11-23T02:30:00Z");
    PhotoName name = isTaken(picture("png", 10, 10));
    PhotoName other = isTaken(picture("png", 10, 10));
    String path = links(now).to(name).path();
    long exp = now.plus(Duration.ofMinutes(15)).getEpochSecond();
    String sig = path.substring(path.indexOf("sig=") + 4);

    assertThat(links(now).isGood(name, exp, sig)).isTrue();
    assertThat(links(now.plus(Duration.ofMinutes(15))).isGood(name, exp, sig)).isFalse();
    assertThat(links(now).isGood(name, exp + 1, sig)).isFalse();
    assertThat(links(now).isGood(name, Long.MAX_VALUE, sig)).isFalse();
    assertThat(links(now).isGood(other, exp, sig)).isFalse();
    assertThat(links(now).isGood(name, exp, "")).isFalse();
  }

  private PhotoLinks links(Instant now) {
    return new PhotoLinks(mac, Clock.fixed(now, ZoneOffset.UTC));
  }
}
