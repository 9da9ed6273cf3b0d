package io.xianda.flow;

import io.xianda.intent.slot.Fraction;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A complaint about goods, as far as it is known.
 *
 * @param said what the shopper has said before the goods were known
 * @param lines the goods, each a claim of its own
 * @param exchange whether new goods were wanted, which are not given for all problems
 * @param stage how far the conversation is
 */
public record ClaimDraft(String said, List<Line> lines, boolean exchange, Stage stage)
    implements Draft {

  public ClaimDraft {
    lines = List.copyOf(lines);
  }

  /** How far it is. */
  public enum Stage {
    /** Something is still to be asked. */
    COLLECTING,
    /** Money was offered in place of new goods. */
    REFUND_OFFERED,
    /** It was read back. */
    READ_BACK
  }

  /**
   * One line of an order that is complained about.
   *
   * @param order number
   * @param item its identifier in the order
   * @param problem what is wrong
   * @param part the share of the whole line that is bad or missing, or {@code null} while unknown
   * @param money whether money is wanted where new goods would be sent
   * @param photos that show it
   * @param withoutPhoto whether the shopper has none
   * @param opened whether packaged goods were opened
   */
  public record Line(
      String order,
      String item,
      Problem problem,
      @Nullable Fraction part,
      boolean money,
      List<String> photos,
      boolean withoutPhoto,
      boolean opened) {

    public Line {
      photos = List.copyOf(photos);
    }

    Line about(String otherOrder, String otherItem) {
      return new Line(otherOrder, otherItem, problem, part, money, photos, withoutPhoto, opened);
    }

    Line with(Problem other) {
      return new Line(order, item, other, part, money, photos, withoutPhoto, opened);
    }

    Line with(Fraction share) {
      return new Line(order, item, problem, share, money, photos, withoutPhoto, opened);
    }

    Line wantingMoney(boolean wanted) {
      return new Line(order, item, problem, part, wanted, photos, withoutPhoto, opened);
    }

    Line with(List<String> pictures) {
      return new Line(order, item, problem, part, money, pictures, withoutPhoto, opened);
    }

    Line lackingPhoto() {
      return new Line(order, item, problem, part, money, photos, true, opened);
    }

    Line openedAlready() {
      return new Line(order, item, problem, part, money, photos, withoutPhoto, true);
    }
  }

  ClaimDraft with(List<Line> others) {
    return new ClaimDraft(said, others, exchange, stage);
  }

  ClaimDraft at(Stage other) {
    return new ClaimDraft(said, lines, exchange, other);
  }

  /** With one line changed. */
  ClaimDraft with(Line line, UnaryOperator<Line> change) {
    List<Line> changed = new ArrayList<>(lines);
    int place = changed.indexOf(line);
    if (place >= 0) {
      changed.set(place, change.apply(line));
    }
    return with(changed);
  }
}
