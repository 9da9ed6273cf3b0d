package io.xianda.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.xianda.conversation.Author;
import io.xianda.conversation.ConversationState;
import io.xianda.conversation.Message;
import io.xianda.conversation.Part;
import io.xianda.conversation.ShopperId;
import io.xianda.order.TurnKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which of the waiting messages are one turn, and what a turn reads like. */
class TurnTest {

  private static final Instant NOW = Instant.parse("2026-06-15T02:30:00Z");

  /** One message for each letter: {@code g} may share its turn, {@code s} stands for itself. */
  private static List<Message> waiting(String kinds) {
    return IntStream.range(0, kinds.length())
        .mapToObj(i ->
            new Message(
                i + 7L,
                Author.SHOPPER,
                NOW,
                null,
                List.of(new Part.Text("第" + i)),
                null,
                0,
                kinds.charAt(i) == 'g',
                null))
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "g, 1",
    "s, 1",
    "ggg, 3",
    "sss, 1",
    "ggs, 2",
    "gsg, 1",
    "sgg, 1",
    "ggsgg, 2",
  })
  void aTurnIsARunOfGatheredMessagesOrASingleOne(String kinds, int inTheFirstTurn) {
    List<Message> waiting = waiting(kinds);

    assertThat(AnswerMessage.oneTurn(waiting)).isEqualTo(waiting.subList(0, inTheFirstTurn));
  }

  @Test
  void nothingWaitingIsNoTurn() {
    assertThat(AnswerMessage.oneTurn(List.of())).isEmpty();
  }

  @Test
  void turnAfterTurnEveryMessageIsDealtWithOnceAndInOrder() {
    List<Message> left = waiting("ggsgsgg");
    List<List<Message>> turns = new ArrayList<>();
    while (!left.isEmpty()) {
      List<Message> turn = AnswerMessage.oneTurn(left);
      turns.add(turn);
      left = left.subList(turn.size(), left.size());
    }

    assertThat(turns.stream().map(List::size)).containsExactly(2, 1, 1, 1, 2);
    assertThat(turns.stream().flatMap(List::stream)).isEqualTo(waiting("ggsgsgg"));
  }

  private static String textOf(Part... parts) {
    return new Turn(
            new ShopperId("lin"),
            ConversationState.BOT,
            null,
            List.of(parts),
            NOW,
            new TurnKey("turn"))
        .text();
  }

  @Test
  void severalMessagesReadLikeOneSentenceAfterAnother() {
    assertThat(textOf(new Part.Text("在吗"), new Part.Text("草莓烂了"))).isEqualTo("在吗，草莓烂了");
  }

  @Test
  void picturesAndBlanksAreNotRead() {
    assertThat(
            textOf(
                new Part.Text(" 在吗 "),
                new Part.Image("straw.jpg"),
                new Part.Text("  "),
                new Part.Text("\n烂了\n")))
        .isEqualTo("在吗，烂了");
  }

  @Test
  void aPictureAloneReadsLikeNothing() {
    assertThat(textOf(new Part.Image("straw.jpg"))).isEmpty();
  }
}
