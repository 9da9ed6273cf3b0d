package io.xianda.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import io.xianda.conversation.Part;
import io.xianda.wechat.Rendered.Piece;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can be tapped elsewhere is numbered here, and all of it costs one bubble. */
class RenderedTest {

  @Test
  void answerChoicesAndQuestionAreOneText() {
    Rendered rendered =
        Rendered.of(
            List.of(
                new Part.Text("是哪一单？"),
                new Part.OrderCard("X1001", "草莓 2 盒", "已送达", "昨天", "39.80"),
                new Part.Choices(List.of(new Part.Option("都不是", "不是这些订单")))),
            "wx1");
    assertThat(rendered.pieces())
        .containsExactly(new Piece.Words("是哪一单？\n1. 草莓 2 盒（已送达，昨天，¥39.80）\n2. 都不是\n回复 1、2 选择"));
    assertThat(rendered.options()).containsExactly("X1001", "不是这些订单");
  }

  @Test
  void onlyOurLinksAreLinks() {
    Rendered rendered =
        Rendered.of(
            List.of(
                new Part.Text("<a href=\"http://evil\">点</a>"),
                new Part.Link("看订单", "/pages/order?id=1")),
            "wx1");
    assertThat(rendered.pieces())
        .containsExactly(
            new Piece.Words(
                "＜a href=\"http://evil\"＞点＜/a＞\n<a href=\"#\" data-miniprogram-appid=\"wx1\""
                    + " data-miniprogram-path=\"pages/order?id=1\">看订单</a>"));
  }

  @Test
  void aPictureStandsForItself() {
    assertThat(Rendered.of(List.of(new Part.Text("看"), new Part.Image("p")), "wx1").pieces())
        .containsExactly(new Piece.Words("看"), new Piece.Picture("p"));
  }

  @ParameterizedTest
  @CsvSource({"1, 甲", "２, 乙", "' 2. ', 乙", "2、, 乙", "3, 3", "0, 0", "12, 12", "1个, 1个", "第一个, 第一个"})
  void aNumberMeansWhatItStandsFor(String said, String meant) {
    assertThat(Rendered.meant(said, List.of("甲", "乙"))).isEqualTo(meant);
  }

  @Test
  void longTextsAreCutBetweenCharacters() {
    String text = "鲜".repeat(1500) + "🍓";
    List<String> pieces = PlanReplies.inPieces(text);
    assertThat(pieces).hasSize(3);
    assertThat(String.join("", pieces)).isEqualTo(text);
  }
}
