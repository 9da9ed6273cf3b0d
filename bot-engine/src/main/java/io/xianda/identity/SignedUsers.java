package io.xianda.identity;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Users of the merchant's app or site, whom the merchant's server has signed: HMAC-SHA-256 of the
 * user's id under a secret that both servers have, and no page or app. Thread-safe.
 */
@Component
public class SignedUsers {

  private static final String ALGORITHM = "HmacSHA256";

  private final IdentitySettings settings;

  SignedUsers(IdentitySettings settings) {
    this.settings = settings;
  }

  /**
   * Whether a signature is the merchant's.
   *
   * @param unionId signed together with the user, where there is one
   * @param signature in hexadecimal digits, of {@code user}, or of {@code user}, a line's end and
   *     {@code unionId}
   */
  public boolean signed(String user, @Nullable String unionId, String signature) {
    byte[] text = (unionId == null ? user : user + "\n" + unionId).getBytes(StandardCharsets.UTF_8);
    byte[] given;
    try {
      given = HexFormat.of().parseHex(signature);
    } catch (IllegalArgumentException e) {
      return false;
    }
    boolean known = false;
    for (String secret : settings.userSecrets()) {
      // All of them, so that time does not tell which.
      known |= MessageDigest.isEqual(hmac(secret, text), given);
    }
    return known;
  }

  private static byte[] hmac(String secret, byte[] text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      return mac.doFinal(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
