package io.xianda.wechatdouble;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The one file in a body of {@code multipart/form-data} (RFC 7578). */
final class Multipart {

  private Multipart() {}

  static Optional<byte[]> file(byte[] body) {
    // Each byte as the character of its number, so that places in the text are places in the body.
    String text = new String(body, StandardCharsets.ISO_8859_1);
    int line = text.indexOf("\r\n");
    int head = text.indexOf("\r\n\r\n");
    if (!text.startsWith("--") || line < 0 || head < 0) {
      return Optional.empty();
    }
    int end = text.indexOf("\r\n" + text.substring(0, line), head + 4);
    if (end < 0 || !text.substring(0, head).contains("name=\"media\"")) {
      return Optional.empty();
    }
    return Optional.of(text.substring(head + 4, end).getBytes(StandardCharsets.ISO_8859_1));
  }
}
