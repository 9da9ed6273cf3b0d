package io.xianda.wechat;

import io.xianda.wechat.WechatSettings.App;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A callback as WeChat sends it.
 *
 * @param query what stands in its address
 * @param bytes of the body, each as the character of its number
 */
record Callback(Map<String, String> query, String bytes) {

  private static final String NONCE = "1320562132";

  /** A text of a shopper, as a mini-program's JSON has it. */
  static String text(String openId, String said) {
    return """
    {"ToUserName":"gh_shop","FromUserName":"%s","CreateTime":1482048670,"MsgType":"text",\
    "Content":"%s","MsgId":%d}\
    """
        .formatted(openId, said, UUID.randomUUID().getMostSignificantBits() >>> 1);
  }

  /** In plain mode: only the address is signed. */
  static Callback plain(App app, String message, Instant at) {
    Map<String, String> query = new LinkedHashMap<>();
    String time = Long.toString(at.getEpochSecond());
    query.put("signature", Signatures.of(app.token(), time, NONCE));
    query.put("timestamp", time);
    query.put("nonce", NONCE);
    query.put("openid", "oABC");
    return new Callback(query, "").withBody(message);
  }

  /** In encrypted mode, in the format of the message. */
  static Callback encrypted(App app, String message, Instant at) {
    String encrypt =
        new MessageKey(app.encodingAesKey())
            .seal(message.getBytes(StandardCharsets.UTF_8), app.appId());
    return carrying(app, encrypt, message.startsWith("<"), at);
  }

  /** Something encrypted, signed as it should be. */
  static Callback carrying(App app, String encrypt, boolean xml, Instant at) {
    Callback plain =
        plain(
            app,
            xml
                ? "<xml><ToUserName><![CDATA[gh_shop]]></ToUserName><Encrypt><![CDATA[%s]]></Encrypt></xml>"
                    .formatted(encrypt)
                : "{\"ToUserName\":\"gh_shop\",\"Encrypt\":\"%s\"}".formatted(encrypt),
            at);
    return plain.with(
        "msg_signature",
        Signatures.of(app.token(), plain.of("timestamp"), plain.of("nonce"), encrypt));
  }

  private String of(String name) {
    return String.valueOf(query.get(name));
  }

  /** With another word in the address; an empty one is left out. */
  Callback with(String name, String value) {
    Map<String, String> changed = new LinkedHashMap<>(query);
    if (value.isEmpty()) {
      changed.remove(name);
    } else {
      changed.put(name, value);
    }
    return new Callback(changed, bytes);
  }

  Callback withBody(byte[] other) {
    return new Callback(query, new String(other, StandardCharsets.ISO_8859_1));
  }

  byte[] body() {
    return bytes.getBytes(StandardCharsets.ISO_8859_1);
  }

  Callback withBody(String other) {
    return withBody(other.getBytes(StandardCharsets.UTF_8));
  }

  /** The query of the address, encoded. */
  String address() {
    return query.entrySet().stream()
        .map(field ->
            field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  OpenCallback.Query asked() {
    return new OpenCallback.Query(
        query.get("signature"),
        query.get("timestamp"),
        query.get("nonce"),
        query.get("msg_signature"));
  }
}
