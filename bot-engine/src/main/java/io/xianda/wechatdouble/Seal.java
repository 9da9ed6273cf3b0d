package io.xianda.wechatdouble;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * How WeChat signs and encrypts (消息加解密说明): SHA-1 over the sorted words; AES-256 in CBC over 16
 * random bytes, the length in network order, the message and the AppID, filled up to a multiple of
 * 32 bytes.
 */
final class Seal {

  private static final SecureRandom RANDOM = new SecureRandom();

  private Seal() {}

  static String signature(String... words) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-1");
      for (String word : Stream.of(words).sorted().toList()) {
        sha.update(word.getBytes(StandardCharsets.UTF_8));
      }
      return HexFormat.of().formatHex(sha.digest());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static String seal(Account account, String message) {
    try {
      var plain = new ByteArrayOutputStream();
      byte[] noise = new byte[16];
      RANDOM.nextBytes(noise);
      byte[] said = message.getBytes(StandardCharsets.UTF_8);
      var out = new DataOutputStream(plain);
      out.write(noise);
      out.writeInt(said.length);
      out.write(said);
      out.write(account.appId().getBytes(StandardCharsets.UTF_8));
      int missing = 32 - plain.size() % 32;
      for (int i = 0; i < missing; i++) {
        out.writeByte(missing);
      }
      return Base64.getEncoder()
          .encodeToString(cipher(account, Cipher.ENCRYPT_MODE).doFinal(plain.toByteArray()));
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Opens what was sealed for this account.
   *
   * @throws IllegalArgumentException when it was not
   */
  static String open(Account account, String sealed) {
    try {
      byte[] plain =
          cipher(account, Cipher.DECRYPT_MODE).doFinal(Base64.getDecoder().decode(sealed));
      int end = plain.length - plain[plain.length - 1];
      var in = new DataInputStream(new ByteArrayInputStream(plain, 0, end));
      in.skipNBytes(16);
      String message = new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
      String receiver = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      if (!receiver.equals(account.appId())) {
        throw new IllegalArgumentException("sealed for another app");
      }
      return message;
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("cannot be opened", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Cipher cipher(Account account, int mode) throws GeneralSecurityException {
    byte[] key = Base64.getDecoder().decode(account.encodingAesKey() + "=");
    Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
    cipher.init(mode, new SecretKeySpec(key, "AES"), new IvParameterSpec(key, 0, 16));
    return cipher;
  }
}
