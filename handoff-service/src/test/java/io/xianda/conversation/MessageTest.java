package io.xianda.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A message and a turn: what they need, and what they say. */
class MessageTest {

  private static final Part TEXT = new Part.Text("草莓烂了");
  private static final Part IMAGE = new Part.Image("strawberry.jpg");

  @Test
  void textIsAllTextLineByLine() {
    assertThat(message(1, List.of(TEXT, IMAGE, new Part.Text("怎么办"))).text())
        .isEqualTo("草莓烂了\n怎么办");
  }

  @Test
  void aMessageWithoutTextHasAnEmptyOne() {
    assertThat(message(1, List.of(IMAGE)).text()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0", "-1"})
  void aMessageHasAPlace(long seq) {
    assertThatIllegalArgumentException().isThrownBy(() -> message(seq, List.of(TEXT)));
  }

  @Test
  void aMessageSaysSomething() {
    assertThatIllegalArgumentException().isThrownBy(() -> message(1, List.of()));
  }

  @Test
  void aMessageStaysAsItIsWhenItsListChanges() {
    List<Part> parts = new ArrayList<>(List.of(TEXT));
    Message message = message(1, parts);
    BotTurn turn = turn(0, 1, parts);

    parts.add(IMAGE);

    assertThat(message.parts()).containsExactly(TEXT);
    assertThat(turn.parts()).containsExactly(TEXT);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "3, 3", "3, 2"})
  void aTurnDealsWithAMessage(long from, long through) {
    assertThatIllegalArgumentException().isThrownBy(() -> turn(from, through, List.of(TEXT)));
  }

  @Test
  void aTurnReplies() {
    assertThatIllegalArgumentException().isThrownBy(() -> turn(0, 1, List.of()));
  }

  private static Message message(long seq, List<Part> parts) {
    return new Message(seq, Author.SHOPPER, Instant.EPOCH, null, parts, null, 0, true, null);
  }

  private static BotTurn turn(long from, long through, List<Part> parts) {
    return new BotTurn(
        from, through, parts, null, "{}", ConversationState.BOT, null, null, null, "{}");
  }
}
