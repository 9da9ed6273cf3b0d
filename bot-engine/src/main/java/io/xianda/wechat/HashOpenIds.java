package io.xianda.wechat;

import io.xianda.storage.Keys;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/**
 * Texts by which somebody can be found without being known: HMAC-SHA-256 under a key of the
 * installation, which is not in the database. Thread-safe.
 */
@Component
class HashOpenIds {

  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  HashOpenIds(Keys keys) {
    this.key = new SecretKeySpec(keys.wechatKey(), ALGORITHM);
  }

  /** 64 hexadecimal digits of several texts, in their order. */
  String of(String... texts) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return HexFormat.of()
          .formatHex(mac.doFinal(String.join("\n", texts).getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
