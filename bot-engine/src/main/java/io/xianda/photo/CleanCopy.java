package io.xianda.photo;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Makes a new JPEG of what a picture shows. Nothing else of the upload is left in it: no place, no
 * camera, no hidden file. The type is told by the content, and the size by the header, before
 * anything is decoded. Thread-safe.
 */
final class CleanCopy {

  /** In bytes. */
  static final int LARGEST = 10 * 1024 * 1024;

  private static final long MOST_PIXELS = 50_000_000;
  private static final int LONGEST_EDGE = 2000;
  private static final float QUALITY = 0.85f;
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};
  private static final Set<String> HEIC_BRANDS =
      Set.of("heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1");

  private CleanCopy() {}

  /** What came of it. */
  sealed interface Result {

    /** The new JPEG, in Base64. */
    record Made(String base64) implements Result {}

    /** There is none. */
    record Not(PhotoRefusal why) implements Result {}
  }

  static Result of(byte[] upload) {
    if (upload.length > LARGEST) {
      return new Result.Not(PhotoRefusal.TOO_LARGE);
    }
    if (isHeic(upload)) {
      return new Result.Not(PhotoRefusal.HEIC);
    }
    String format = startsWith(upload, JPEG) ? "jpeg" : startsWith(upload, PNG) ? "png" : "";
    if (format.isEmpty()) {
      return new Result.Not(PhotoRefusal.NO_PHOTO);
    }
    ImageReader reader = ImageIO.getImageReadersByFormatName(format).next();
    try {
      // In memory, because a file would lie there unsealed.
      reader.setInput(
          new MemoryCacheImageInputStream(new ByteArrayInputStream(upload)), true, true);
      return copy(reader);
    } catch (IOException | RuntimeException e) {
      // Decoders meet garbage with all kinds of exceptions.
      return new Result.Not(PhotoRefusal.NO_PHOTO);
    } finally {
      reader.dispose();
    }
  }

  private static Result copy(ImageReader reader) throws IOException {
    int width = reader.getWidth(0);
    int height = reader.getHeight(0);
    if ((long) width * height > MOST_PIXELS) {
      return new Result.Not(PhotoRefusal.TOO_MANY_PIXELS);
    }
    ImageReadParam param = reader.getDefaultReadParam();
    // Reading every second or third pixel of a large one keeps what is decoded small.
    int step = Math.max(1, Math.max(width, height) / (2 * LONGEST_EDGE));
    param.setSourceSubsampling(step, step, 0, 0);
    return new Result.Made(
        Base64.getEncoder().encodeToString(write(scaled(reader.read(0, param)))));
  }

  private static BufferedImage scaled(BufferedImage read) {
    double scale = Math.min(1, (double) LONGEST_EDGE / Math.max(read.getWidth(), read.getHeight()));
    int width = Math.max(1, (int) Math.round(read.getWidth() * scale));
    int height = Math.max(1, (int) Math.round(read.getHeight() * scale));
    var copy = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D canvas = copy.createGraphics();
    try {
      canvas.setRenderingHint(
          RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
      canvas.drawImage(read, 0, 0, width, height, Color.WHITE, null);
    } finally {
      canvas.dispose();
    }
    return copy;
  }

  private static byte[] write(BufferedImage image) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    var bytes = new ByteArrayOutputStream();
    try (var out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionQuality(QUALITY);
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), param);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /** An ISO file whose brand, in bytes 8 to 11, is one of Apple's pictures. */
  private static boolean isHeic(byte[] upload) {
    return upload.length >= 12
        && ascii(upload, 4).equals("ftyp")
        && HEIC_BRANDS.contains(ascii(upload, 8));
  }

  private static String ascii(byte[] bytes, int from) {
    return new String(bytes, from, 4, StandardCharsets.ISO_8859_1);
  }

  private static boolean startsWith(byte[] bytes, byte[] start) {
    return bytes.length >= start.length
        && Arrays.equals(bytes, 0, start.length, start, 0, start.length);
  }
}
