package io.xianda.wechat;

import static io.xianda.wechat.WechatApps.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import me.chanjar.weixin.common.util.crypto.WxCryptUtil;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

/** What is encrypted is read as others write it, and nothing else is. */
class MessageKeyTest {

  private final MessageKey key = new MessageKey(SHOP.encodingAesKey());
  private final WxCryptUtil wxJava =
      new WxCryptUtil(SHOP.token(), SHOP.encodingAesKey(), SHOP.appId());

  /** WxJava is the other side: both must understand the documents in the same way. */
  @Property(tries = 200)
  void whatWxJavaSealsIsOpenedAndTheOtherWayRound(@ForAll @StringLength(max = 300) String said)
      throws Exception {
    String whole = new String(said.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    String sealed = wxJava.encrypt("0123456789abcdef", whole);
    assertThat(opened(sealed)).isEqualTo(whole);
    assertThat(wxJava.decrypt(key.seal(whole.getBytes(StandardCharsets.UTF_8), SHOP.appId())))
        .isEqualTo(whole);
  }

  /** WxJava has this check commented out. */
  @Test
  void whatIsForAnotherAppIsNotOpened() throws Exception {
    String sealed = new MessageKey(SHOP.encodingAesKey()).seal(new byte[0], "wxanother");
    assertThat(wxJava.decrypt(sealed)).isEmpty();
    refuses(sealed, "for another app");
    refuses(key.seal(new byte[0], SHOP.appId() + "0"), "for another app");
    refuses(key.seal(new byte[0], ""), "for another app");
  }

  @Test
  void aLengthThatIsNotTheLengthIsNotBelieved() throws GeneralSecurityException {
    for (int length : new int[] {-1, Integer.MIN_VALUE, Integer.MAX_VALUE, 1000}) {
      byte[] plain = new byte[64];
      Arrays.fill(plain, (byte) 12);
      ByteBuffer.wrap(plain, 16, 4).putInt(length);
      refuses(sealed(plain), "its length is not its length");
    }
  }

  @Test
  void paddingIsCheckedToItsFirstByte() throws GeneralSecurityException {
    byte[] plain = new byte[64];
    Arrays.fill(plain, 32, 64, (byte) 32);
    plain[32] = 31;
    refuses(sealed(plain), "wrong padding");
    plain[63] = 0;
    refuses(sealed(plain), "wrong padding");
    plain[63] = 33;
    refuses(sealed(plain), "wrong padding");
    plain[63] = -1;
    refuses(sealed(plain), "wrong padding");
  }

  @Test
  void whatIsCutOffOrNoBase64IsNotOpened() {
    String sealed = key.seal("你好".getBytes(StandardCharsets.UTF_8), SHOP.appId());
    refuses("", "not in blocks");
    refuses(sealed.substring(0, sealed.length() - 4), "not in blocks");
    refuses(sealed.substring(1), "no Base64");
    refuses("=" + sealed, "no Base64");
    refuses("你好", "no Base64");
  }

  private String opened(String sealed) throws MessageKey.SealedOtherwiseException {
    return new String(key.open(sealed, SHOP.appId()), StandardCharsets.UTF_8);
  }

  private void refuses(String sealed, String why) {
    assertThatThrownBy(() -> key.open(sealed, SHOP.appId()))
        .isInstanceOf(MessageKey.SealedOtherwiseException.class)
        .hasMessage(why);
  }

  /** Sealed by who has the key, whatever it is. */
  private static String sealed(byte[] plain) throws GeneralSecurityException {
    byte[] bytes = Base64.getDecoder().decode(SHOP.encodingAesKey() + "=");
    Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
    cipher.init(
        Cipher.ENCRYPT_MODE,
        new SecretKeySpec(bytes, "AES"),
        new IvParameterSpec(Arrays.copyOf(bytes, 16)));
    return Base64.getEncoder().encodeToString(cipher.doFinal(plain));
  }
}
