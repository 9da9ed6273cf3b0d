package io.xianda.channel;

import static io.xianda.channel.SharedService.guest;
import static io.xianda.channel.SharedService.xianda;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/** Whatever is sent, the service neither fails nor forgets. */
class MessageApiPropertiesTest {

  private static final String SEED = "20261122";
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  @Property(tries = 20, seed = SEED, edgeCases = EdgeCasesMode.NONE)
  void whateverIsSaidStandsInTheRecordAsItWasSaidOrIsRefused(
      @ForAll("conversations") List<String> texts) {
    Shopper guest = guest();
    List<Said> stored = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      HttpReply reply = guest.says("m" + i, texts.get(i));
      assertThat(reply.status()).isIn(200, 400, 413);
      if (reply.status() == 200) {
        reply.isAnswered();
        assertThat(reply.message().text()).isEqualTo(texts.get(i));
        stored.add(reply.message());
        stored.addAll(reply.replies());
      }
    }
    assertThat(guest.conversationWithoutGap()).isEqualTo(stored);
  }

  @Provide
  Arbitrary<List<String>> conversations() {
    return texts().list().ofSize(10);
  }

  private static Arbitrary<String> texts() {
    Arbitrary<String> fragments =
        Arbitraries.of(
            "几点能送到",
            "坏果怎么赔",
            "XM2606150001",
            "😀",
            "👨‍👩‍👧",
            "𠮷",
            "\u200b",
            "\u0000",
            "\n",
            "　",
            "</",
            "\\",
            "\"",
            "${7*7}",
            "%s",
            "{0}",
            "'");
    return Arbitraries.oneOf(
        fragments.list().ofMaxSize(8).map(parts -> String.join("", parts)),
        Arbitraries.strings().withCharRange('\u4e00', '\u9fff').ofMaxLength(60),
        Arbitraries.strings().all().ofMaxLength(60).map(MessageApiPropertiesTest::wellFormed),
        Arbitraries.strings().withChars(" \t\r\n\u200b\u3000\ufeff").ofMaxLength(5),
        fragments.flatMap(part ->
            Arbitraries.integers().between(900, 10_100).map(n -> part.repeat(n / part.length()))));
  }

  /** Without halves of characters. */
  private static String wellFormed(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  @Property(tries = 100, seed = SEED)
  void anyTextInAnyNotationIsAnsweredOrRefused(@ForAll String text) {
    Shopper guest = guest();
    HttpReply reply =
        guest.sendsBody(JSON.writeValueAsString(Map.of("clientMessageId", "m1", "text", text)));
    assertThat(reply.status()).isIn(200, 400, 413);
    assertThat(guest.conversationWithoutGap()).hasSize(reply.status() == 200 ? 2 : 0);
  }

  @Property(tries = 200, seed = SEED, edgeCases = EdgeCasesMode.NONE)
  void anyJsonIsAnsweredOrRefused(@ForAll("json") Object body) {
    Shopper guest = guest();
    HttpReply reply = guest.sendsBody(JSON.writeValueAsString(body));
    assertThat(reply.status()).isIn(200, 400, 413);
    assertThat(guest.conversationWithoutGap()).hasSize(reply.status() == 200 ? 2 : 0);
    assertThat(xianda().opensSession(body).status()).isIn(200, 400, 413);
  }

  /** What a message is made of, or nearly: the right fields with any values, and anything else. */
  @Provide
  Arbitrary<Object> json() {
    Arbitrary<Object> plain =
        Arbitraries.oneOf(
            Arbitraries.strings().ofMaxLength(20).asGeneric(),
            Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(64).asGeneric(),
            Arbitraries.longs().asGeneric(),
            Arbitraries.doubles().asGeneric(),
            Arbitraries.of(true, false).asGeneric());
    Arbitrary<Object> nested =
        Arbitraries.oneOf(plain, plain.list().ofMaxSize(3).asGeneric(), fields(plain).asGeneric());
    return Arbitraries.oneOf(
        fields(plain).asGeneric(),
        fields(nested).asGeneric(),
        nested.list().ofMaxSize(3).asGeneric(),
        plain);
  }

  private static Arbitrary<Map<String, Object>> fields(Arbitrary<Object> values) {
    return Arbitraries.maps(Arbitraries.of("clientMessageId", "text", "shopper", "x"), values);
  }

  @Property(tries = 100, seed = SEED)
  void anyBytesAreAnsweredOrRefused(@ForAll("almostMessages") byte[] body) {
    Shopper guest = guest();
    HttpReply reply = guest.messages("").postsJson(body);
    assertThat(reply.status()).isIn(200, 400, 413);
    assertThat(guest.conversationWithoutGap()).hasSize(reply.status() == 200 ? 2 : 0);
  }

  /** A message in which some bytes were replaced by any others. */
  @Provide
  Arbitrary<byte[]> almostMessages() {
    byte[] good =
        "{\"clientMessageId\":\"m1\",\"text\":\"几点能送到\"}".getBytes(StandardCharsets.UTF_8);
    return Combinators.combine(
            Arbitraries.integers().between(0, good.length),
            Arbitraries.integers().between(0, 3),
            Arbitraries.bytes().array(byte[].class).ofMaxSize(4))
        .as((at, replaced, by) -> {
          int end = Math.min(good.length, at + replaced);
          byte[] body = new byte[at + by.length + good.length - end];
          System.arraycopy(good, 0, body, 0, at);
          System.arraycopy(by, 0, body, at, by.length);
          System.arraycopy(good, end, body, at + by.length, good.length - end);
          return body;
        });
  }
}
