package io.xianda.curating;

import java.util.List;

/** Markup is taken out of what is told, since it could run in a page; the operator is told so. */
final class Markup implements Guard {

  @Override
  public List<Finding> check(Draft draft) {
    return Spoken.of(draft.content()).stream()
        .filter(spoken -> !PlainText.of(spoken.text()).equals(spoken.text()))
        .map(spoken -> Finding.of(FindingCode.MARKUP, spoken.field(), removed(spoken.text())))
        .distinct()
        .toList();
  }

  private static String removed(String text) {
    List<String> tags = PlainText.tags(text);
    return tags.isEmpty()
        // None of its own: it stood behind references such as &lt;
        ? "&…;"
        : String.join(" ", tags);
  }
}
