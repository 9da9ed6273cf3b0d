package io.xianda.curating;

import static org.assertj.core.api.Assertions.assertThat;

import io.xianda.curating.CompareVersions.Difference;
import io.xianda.curating.CompareVersions.Kind;
import io.xianda.curating.CompareVersions.Piece;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

/** What became of a text is told in pieces; of other fields, what they were and are. */
class CompareVersionsTest {

  @Test
  void aNumberIsReplacedAsAWhole() {
    assertThat(CompareVersions.pieces("满39元免配送费", "满49元免运费"))
        .containsExactly(
            new Piece(Kind.KEPT, "满"),
            new Piece(Kind.REMOVED, "39"),
            new Piece(Kind.ADDED, "49"),
            new Piece(Kind.KEPT, "元免"),
            new Piece(Kind.REMOVED, "配送"),
            new Piece(Kind.ADDED, "运"),
            new Piece(Kind.KEPT, "费"));
  }

  @Test
  void equalContentsHaveNoDifference() {
    assertThat(
            CompareVersions.between(
                DraftContent.of("几点开门", "八点", "何时开门"), DraftContent.of("几点开门", "八点", "何时开门")))
        .isEmpty();
  }

  @Test
  void everyFieldIsCompared() {
    DraftContent before = DraftContent.of("问", "答", "一", "二");
    DraftContent after =
        new DraftContent(
            "问吗",
            List.of("二", "三"),
            "答了",
            "/pages/a",
            "a.jpg",
            List.of("好"),
            "promo.activity",
            Set.of("夏天"),
            Set.of("web"),
            Set.of("杭州"),
            Instant.parse("2026-06-01T00:00:00Z"),
            Instant.parse("2026-06-08T00:00:00Z"),
            "li");

    assertThat(CompareVersions.between(before, after))
        .extracting(Difference::field)
        .containsExactly(
            "question",
            "similar",
            "answer",
            "page",
            "image",
            "choices",
            "intent",
            "tags",
            "channels",
            "cities",
            "from",
            "until",
            "owner");
    assertThat(CompareVersions.between(before, after))
        .contains(
            new Difference.Texts("similar", List.of("一"), List.of("三")),
            new Difference.Value("page", null, "/pages/a"),
            new Difference.Value("from", null, "2026-06-01T00:00:00Z"));
  }

  @Test
  void anotherOrderIsADifference() {
    assertThat(
            CompareVersions.between(
                DraftContent.of("问", "答", "一", "二"), DraftContent.of("问", "答", "二", "一")))
        .containsExactly(new Difference.Texts("similar", List.of(), List.of()));
  }

  @Property(tries = 500, seed = "20261123")
  void thePiecesHoldBothTexts(
      @ForAll @StringLength(max = 60) @Chars({'满', '免', '元', '1', '2', '.', 'a', '\n'})
          String before,
      @ForAll @StringLength(max = 60) @Chars({'满', '免', '元', '1', '2', '.', 'a', '\n'})
          String after) {
    List<Piece> pieces = CompareVersions.pieces(before, after);

    assertThat(joined(pieces, Kind.ADDED)).isEqualTo(before);
    assertThat(joined(pieces, Kind.REMOVED)).isEqualTo(after);
  }

  @Property(tries = 500, seed = "20261124")
  void anyTextsCanBeCompared(@ForAll String before, @ForAll String after) {
    assertThat(joined(CompareVersions.pieces(before, after), Kind.ADDED)).isEqualTo(before);
  }

  private static String joined(List<Piece> pieces, Kind without) {
    return pieces.stream()
        .filter(piece -> piece.kind() != without)
        .map(Piece::text)
        .collect(Collectors.joining());
  }
}
