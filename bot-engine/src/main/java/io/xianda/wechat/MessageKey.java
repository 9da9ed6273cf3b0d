package io.xianda.wechat;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Opens what WeChat encrypts (消息加解密): AES-256 in CBC mode, the key from the EncodingAESKey, its
 * first 16 bytes as the initialisation vector, PKCS#7 on blocks of 32 bytes. Inside are 16 random
 * bytes, the length of the message in 4 bytes (big-endian), the message in UTF-8, and the AppID it
 * is for. Says nothing about who sealed it: the signature has to be checked before. Thread-safe.
 */
final class MessageKey {

  private static final int RANDOM_BYTES = 16;
  private static final int LENGTH_BYTES = 4;
  private static final int IV_BYTES = 16;
  private static final int BLOCK = 32;

  private final SecretKeySpec key;
  private final IvParameterSpec iv;
  private final SecureRandom random = new SecureRandom();

  /**
   * @param encodingAesKey 43 digits of Base64, which are 32 bytes
   */
  MessageKey(String encodingAesKey) {
    byte[] bytes = Base64.getDecoder().decode(encodingAesKey + "=");
    this.key = new SecretKeySpec(bytes, "AES");
    this.iv = new IvParameterSpec(Arrays.copyOf(bytes, IV_BYTES));
  }

  /** It cannot be opened, or is for another app. */
  static final class SealedOtherwiseException extends Exception {

    private static final long serialVersionUID = 1L;

    SealedOtherwiseException(String message) {
      super(message, null, false, false);
    }
  }

  /**
   * The message inside.
   *
   * @param encrypt in Base64
   * @param appId that it must be for
   */
  byte[] open(String encrypt, String appId) throws SealedOtherwiseException {
    byte[] plain = withoutPadding(decrypted(encrypt));
    if (plain.length < RANDOM_BYTES + LENGTH_BYTES) {
      throw new SealedOtherwiseException("too short");
    }
    ByteBuffer inside = ByteBuffer.wrap(plain, RANDOM_BYTES, plain.length - RANDOM_BYTES);
    int length = inside.getInt();
    if (length < 0 || length > inside.remaining()) {
      throw new SealedOtherwiseException("its length is not its length");
    }
    byte[] message = new byte[length];
    inside.get(message);
    byte[] receiver = new byte[inside.remaining()];
    inside.get(receiver);
    if (!Arrays.equals(receiver, appId.getBytes(java.nio.charset.StandardCharsets.UTF_8))) {
      throw new SealedOtherwiseException("for another app");
    }
    return message;
  }

  /** Seals a message as WeChat does, for whoever answers a callback with one. */
  String seal(byte[] message, String appId) {
    byte[] receiver = appId.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    int length = RANDOM_BYTES + LENGTH_BYTES + message.length + receiver.length;
    int padding = BLOCK - length % BLOCK;
    byte[] salt = new byte[RANDOM_BYTES];
    random.nextBytes(salt);
    byte[] plain = new byte[length + padding];
    ByteBuffer.wrap(plain).put(salt).putInt(message.length).put(message).put(receiver);
    Arrays.fill(plain, length, plain.length, (byte) padding);
    try {
      return Base64.getEncoder().encodeToString(cipher(Cipher.ENCRYPT_MODE).doFinal(plain));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private byte[] decrypted(String encrypt) throws SealedOtherwiseException {
    try {
      byte[] sealed = Base64.getDecoder().decode(encrypt);
      if (sealed.length == 0 || sealed.length % BLOCK != 0) {
        throw new SealedOtherwiseException("not in blocks");
      }
      return cipher(Cipher.DECRYPT_MODE).doFinal(sealed);
    } catch (IllegalArgumentException e) {
      throw new SealedOtherwiseException("no Base64");
    } catch (GeneralSecurityException e) {
      throw new SealedOtherwiseException("does not open");
    }
  }

  /** Java's own padding knows only the blocks of the cipher, which are shorter. */
  private Cipher cipher(int mode) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
    cipher.init(mode, key, iv);
    return cipher;
  }

  private static byte[] withoutPadding(byte[] plain) throws SealedOtherwiseException {
    int padding = plain[plain.length - 1];
    if (padding < 1 || padding > BLOCK) {
      throw new SealedOtherwiseException("wrong padding");
    }
    int length = plain.length - padding;
    for (int i = length; i < plain.length; i++) {
      if (plain[i] != padding) {
        throw new SealedOtherwiseException("wrong padding");
      }
    }
    return Arrays.copyOf(plain, length);
  }
}
