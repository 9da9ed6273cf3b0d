package io.xianda.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The names of shoppers, messages and conversations: what they may be made of. */
class IdentifiersTest {

  @Property(seed = "20261122", tries = 300)
  void lettersDigitsDashesAndUnderscoresNameAMessageAndAShopper(@ForAll("wellFormed") String name) {
    assertThat(new ClientMessageId(name)).hasToString(name);
    assertThat(new ShopperId(name)).hasToString(name);
  }

  @Property(seed = "20261122", tries = 300)
  void oneOtherCharacterAnywhereIsRefused(
      @ForAll("wellFormed") String name, @ForAll("strange") char strange, @ForAll int place) {
    int at = Math.floorMod(place, name.length() + 1);
    assertRefused(name.substring(0, at) + strange + name.substring(at));
  }

  @Property(seed = "20261122", tries = 50)
  void moreThanSixtyFourCharactersAreRefused(@ForAll("tooLong") String name) {
    assertRefused(name);
  }

  @Example
  void nothingIsNoName() {
    assertRefused("");
  }

  @Example
  void aRefusalDoesNotRepeatWhatWasSent() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ShopperId("+86 138 0013 8000"))
        .withMessage("not a shopper id");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ClientMessageId("<script>"))
        .withMessage("a client message id has 1 to 64 letters, digits, dashes or underscores");
  }

  @Example
  void aGuestIsKnownAsOneAndUnlikeTheNext() {
    ShopperId guest = ShopperId.guest();

    assertThat(guest.isGuest()).isTrue();
    assertThat(ShopperId.guest()).isNotEqualTo(guest);
    assertThat(new ShopperId("wu").isGuest()).isFalse();
    assertThat(new ShopperId("my-guest-1").isGuest()).isFalse();
  }

  @Example
  void aConversationIsNamedAtRandom() {
    ConversationId id = ConversationId.random();

    assertThat(id.value().version()).isEqualTo(4);
    assertThat(id).hasToString(id.value().toString()).isNotEqualTo(ConversationId.random());
  }

  private static void assertRefused(String name) {
    assertThatIllegalArgumentException().isThrownBy(() -> new ClientMessageId(name));
    assertThatIllegalArgumentException().isThrownBy(() -> new ShopperId(name));
  }

  @Provide
  Arbitrary<String> wellFormed() {
    return name().ofMinLength(1).ofMaxLength(64);
  }

  @Provide
  Arbitrary<String> tooLong() {
    return name().ofMinLength(65).ofMaxLength(200);
  }

  /** Anything else, and above all what looks like a letter or ends a line. */
  @Provide
  Arbitrary<Character> strange() {
    return Arbitraries.frequencyOf(
        net.jqwik.api.Tuple.of(
            1, Arbitraries.of('\n', '\r', '\0', ' ', '.', '/', '\'', '"', '<', '%', 'é', '草', '１')),
        net.jqwik.api.Tuple.of(
            1, Arbitraries.chars().filter(c -> "-_".indexOf(c) < 0 && !isAsciiWord(c))));
  }

  private static boolean isAsciiWord(char c) {
    return c < 128 && Character.isLetterOrDigit(c);
  }

  private static net.jqwik.api.arbitraries.StringArbitrary name() {
    return Arbitraries.strings()
        .withCharRange('a', 'z')
        .withCharRange('A', 'Z')
        .withCharRange('0', '9')
        .withChars('-', '_');
  }
}
