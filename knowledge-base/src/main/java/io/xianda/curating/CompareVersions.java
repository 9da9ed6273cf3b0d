package io.xianda.curating;

import com.github.difflib.DiffUtils;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import com.github.difflib.patch.AbstractDelta;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells what differs between two contents, field by field. Texts are compared by characters, but
 * numbers and words of Latin letters as wholes: of 39 and 49, nobody reads that the 3 became a 4.
 */
public final class CompareVersions {

  private static final Pattern TOKEN = Pattern.compile("[0-9.]+|[A-Za-z]+|.", Pattern.DOTALL);

  /** In tokens; the time of a comparison grows with the square of what differs. */
  private static final int LONGEST = 5000;

  private CompareVersions() {}

  /** One field that differs. */
  public sealed interface Difference {

    /** Of {@link DraftContent}, such as {@code answer}. */
    String field();

    /**
     * A text, as the pieces that were kept, removed and added.
     *
     * @param pieces in reading order; those that are not added are the text before, those not
     *     removed the text after
     */
    record Text(String field, List<Piece> pieces) implements Difference {
      public Text {
        pieces = List.copyOf(pieces);
      }
    }

    /**
     * Several texts.
     *
     * @param removed that are there no more
     * @param added that are new; with nothing removed either, only the order differs
     */
    record Texts(String field, List<String> removed, List<String> added) implements Difference {
      public Texts {
        removed = List.copyOf(removed);
        added = List.copyOf(added);
      }
    }

    /** A value that is one thing or another; {@code null} when there is none. */
    record Value(String field, @Nullable String before, @Nullable String after)
        implements Difference {}
  }

  /** A part of a text. */
  public record Piece(Kind kind, String text) {}

  /** What became of a part of a text. */
  public enum Kind {
    KEPT,
    REMOVED,
    ADDED
  }

  /** The fields that differ, in the order of {@link DraftContent}; empty when none does. */
  public static List<Difference> between(DraftContent before, DraftContent after) {
    List<Difference> differences = new ArrayList<>();
    text(differences, "question", before.question(), after.question());
    texts(differences, "similar", before.similar(), after.similar());
    text(differences, "answer", before.answer(), after.answer());
    value(differences, "page", before.page(), after.page());
    value(differences, "image", before.image(), after.image());
    texts(differences, "choices", before.choices(), after.choices());
    value(differences, "intent", before.intent(), after.intent());
    texts(differences, "tags", before.tags(), after.tags());
    texts(differences, "channels", before.channels(), after.channels());
    texts(differences, "cities", before.cities(), after.cities());
    value(differences, "from", before.from(), after.from());
    value(differences, "until", before.until(), after.until());
    value(differences, "owner", before.owner(), after.owner());
    return List.copyOf(differences);
  }

  /** The pieces of one text that became another. */
  public static List<Piece> pieces(String before, String after) {
    List<String> old = tokens(before);
    List<String> now = tokens(after);
    var pieces = new Pieces();
    if (old.size() > LONGEST || now.size() > LONGEST) {
      pieces.removed(old);
      pieces.added(now);
      return pieces.all();
    }
    int at = 0;
    for (AbstractDelta<String> delta :
        DiffUtils.diff(old, now, new MyersDiffWithLinearSpace<>()).getDeltas()) {
      int place = delta.getSource().getPosition();
      pieces.kept(old.subList(at, place));
      pieces.removed(delta.getSource().getLines());
      pieces.added(delta.getTarget().getLines());
      at = place + delta.getSource().size();
    }
    pieces.kept(old.subList(at, old.size()));
    return pieces.all();
  }

  /** Between what was kept, what was removed comes first, and each as one piece. */
  private static final class Pieces {

    private final List<Piece> list = new ArrayList<>();
    private final StringBuilder removed = new StringBuilder();
    private final StringBuilder added = new StringBuilder();

    void removed(List<String> tokens) {
      tokens.forEach(removed::append);
    }

    void added(List<String> tokens) {
      tokens.forEach(added::append);
    }

    void kept(List<String> tokens) {
      if (!tokens.isEmpty()) {
        put(Kind.REMOVED, removed);
        put(Kind.ADDED, added);
        list.add(new Piece(Kind.KEPT, String.join("", tokens)));
      }
    }

    List<Piece> all() {
      put(Kind.REMOVED, removed);
      put(Kind.ADDED, added);
      return List.copyOf(list);
    }

    private void put(Kind kind, StringBuilder text) {
      if (!text.isEmpty()) {
        list.add(new Piece(kind, text.toString()));
        text.setLength(0);
      }
    }
  }

  private static List<String> tokens(String text) {
    return TOKEN.matcher(text).results().map(MatchResult::group).toList();
  }

  private static void text(
      List<Difference> differences, String field, String before, String after) {
    if (!before.equals(after)) {
      differences.add(new Difference.Text(field, pieces(before, after)));
    }
  }

  private static void texts(
      List<Difference> differences,
      String field,
      Collection<String> before,
      Collection<String> after) {
    if (!List.copyOf(before).equals(List.copyOf(after))) {
      differences.add(new Difference.Texts(field, without(before, after), without(after, before)));
    }
  }

  private static List<String> without(Collection<String> texts, Collection<String> others) {
    Set<String> left = new LinkedHashSet<>(texts);
    left.removeAll(Set.copyOf(others));
    return List.copyOf(left);
  }

  private static void value(
      List<Difference> differences, String field, @Nullable Object before, @Nullable Object after) {
    if (!Objects.equals(before, after)) {
      differences.add(
          new Difference.Value(
              field,
              before == null ? null : before.toString(),
              after == null ? null : after.toString()));
    }
  }
}
