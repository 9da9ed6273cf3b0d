package io.xianda.wechat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * WeChat's signatures of callbacks: SHA-1 in hexadecimal digits over some texts, sorted and put
 * together without anything between. That it is SHA-1 is WeChat's choice; what is signed contains a
 * secret token, and what is encrypted is opened only after its signature held.
 */
final class Signatures {

  private Signatures() {}

  /** 40 hexadecimal digits. */
  static String of(String... texts) {
    String[] sorted = texts.clone();
    Arrays.sort(sorted);
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-1")
                  .digest(String.join("", sorted).getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Compares without telling by its time how much is right. */
  static boolean isOf(@Nullable String signature, String... texts) {
    return signature != null
        && MessageDigest.isEqual(
            of(texts).getBytes(StandardCharsets.UTF_8), signature.getBytes(StandardCharsets.UTF_8));
  }
}
