package io.xianda.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/** What a task has learned so far, in a few words for the person who takes over. */
public final class DraftInWords {

  private static final ResourceBundle TEXTS =
      ResourceBundle.getBundle("io.xianda.flow.phrases", Locale.ROOT);

  private DraftInWords() {}

  /** Each thing that is known; empty when nothing is. */
  public static List<String> of(FlowState state) {
    return switch (state.draft()) {
      case Draft.Words(String text) -> text.isBlank() ? List.of() : List.of(text);
      case Draft.NewAddress(String to) -> List.of(to);
      case Draft.NewTime(var from, var until) -> List.of(from + " - " + until);
      case Draft.ToWithdraw(String refund) -> List.of(refund);
      case ClaimDraft claim -> lines(claim);
    };
  }

  private static List<String> lines(ClaimDraft claim) {
    List<String> known = new ArrayList<>();
    for (ClaimDraft.Line line : claim.lines()) {
      StringBuilder words = new StringBuilder(line.item());
      words
          .append(' ')
          .append(TEXTS.getString("problem." + line.problem().name().toLowerCase(Locale.ROOT)));
      if (line.part() != null) {
        words.append(' ').append(line.part());
      }
      if (!line.photos().isEmpty()) {
        words.append(' ').append(String.join(" ", line.photos()));
      }
      known.add(words.toString());
    }
    return known.isEmpty() && !claim.said().isBlank() ? List.of(claim.said()) : known;
  }
}
