package io.xianda.curating;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** A page is a path of the mini-program, with a query perhaps; never an address elsewhere. */
final class PageShape implements Guard {

  private static final Pattern SHAPE =
      Pattern.compile("(?<path>/pages(?:/[A-Za-z0-9_-]+)+)(?:\\?[A-Za-z0-9_.~%&=-]*)?");

  private final Set<String> known;

  PageShape(Set<String> known) {
    this.known = known;
  }

  @Override
  public List<Finding> check(Draft draft) {
    String page = draft.content().page();
    if (page == null) {
      return List.of();
    }
    var matcher = SHAPE.matcher(page);
    if (!matcher.matches()) {
      return List.of(Finding.of(FindingCode.MALFORMED_PAGE, "page", Shown.of(page)));
    }
    if (!known.isEmpty() && !known.contains(matcher.group("path"))) {
      return List.of(Finding.of(FindingCode.UNKNOWN_PAGE, "page", Shown.of(page)));
    }
    return List.of();
  }
}
