package io.xianda.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import io.xianda.channel.Numbered;
import io.xianda.channel.Numbered.Piece;
import io.xianda.conversation.Part;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can be tapped elsewhere is numbered here, and all of it costs one bubble. */
class RenderedTest {

  @Test
  void answerChoicesAndQuestionAreOneText() {
    Numbered rendered =
        Numbered.of(
            List.of(
                new Part.Text("是哪一单？"),
                new Part.OrderCard("X1001", "草莓 2 盒", "已送达", "昨天", "39.80"),
                new Part.Choices(List.of(new Part.Option("都不是", "不是这些订单")))),
            new Rendered("wx1"));
    assertThat(rendered.pieces())
        .containsExactly(new Piece.Words("是哪一单？\n1. 草莓 2 盒（已送达，昨天，¥39.80）\n2. 都不是\n回复 1、2 选择"));
    assertThat(rendered.options()).containsExactly("X1001", "不是这些订单");
  }

  @Test
  void onlyOurLinksAreLinks() {
    Numbered rendered =
        Numbered.of(
            List.of(
                new Part.Text("<a href=\"http://evil\">点</a>"),
                new Part.Link("看订单", "/pages/order?id=1")),
            new Rendered("wx1"));
    assertThat(rendered.pieces())
        .containsExactly(
            new Piece.Words(
                "＜a href=\"http://evil\"＞点＜/a＞\n<a href=\"#\" data-miniprogram-appid=\"wx1\""
                    + " data-miniprogram-path=\"pages/order?id=1\">看订单</a>"));
  }

  @Test
  void aPictureStandsForItself() {
    assertThat(
            Numbered.of(List.of(new Part.Text("看"), new Part.Image("p")), new Rendered("wx1"))
                .pieces())
        .containsExactly(new Piece.Words("看"), new Piece.Picture("p"));
  }

  @ParameterizedTest
  @CsvSource({"1, 甲", "２, 乙", "' 2. ', 乙", "2、, 乙", "3, 3", "0, 0", "12, 12", "1个, 1个", "第一个, 第一个"})
  void aNumberMeansWhatItStandsFor(String said, String meant) {
    assertThat(Numbered.meant(said, List.of("甲", "乙"))).isEqualTo(meant);
  }

  @Test
  void longTextsAreCutBetweenCharacters() {
    String text = "鲜".repeat(1500) + "🍓";
    List<String> pieces = PlanReplies.inPieces(text);
    assertThat(pieces).hasSize(3);
    assertThat(String.join("", pieces)).isEqualTo(text);
  }
}
