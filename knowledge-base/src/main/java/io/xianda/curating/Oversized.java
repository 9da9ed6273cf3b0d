package io.xianda.curating;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is longer than a shopper reads, or more than a search bears. */
final class Oversized implements Guard {

  @Override
  public List<Finding> check(Draft draft) {
    DraftContent content = draft.content();
    List<Finding> findings = new ArrayList<>();
    length(findings, "question", content.question(), DraftContent.QUESTION);
    count(findings, "similar", content.similar(), DraftContent.SIMILAR);
    longest(findings, "similar", content.similar(), DraftContent.QUESTION);
    length(findings, "answer", content.answer(), DraftContent.ANSWER);
    length(findings, "page", content.page(), DraftContent.PAGE);
    length(findings, "image", content.image(), DraftContent.PAGE);
    count(findings, "choices", content.choices(), DraftContent.CHOICES);
    longest(findings, "choices", content.choices(), DraftContent.CHOICE);
    count(findings, "tags", content.tags(), DraftContent.TAGS);
    longest(findings, "tags", content.tags(), DraftContent.TAG);
    return findings;
  }

  private static void length(
      List<Finding> findings, String field, @Nullable String text, int most) {
    int length = text == null ? 0 : text.length();
    if (length > most) {
      findings.add(
          Finding.of(FindingCode.TOO_LONG, field, String.valueOf(length), String.valueOf(most)));
    }
  }

  private static void longest(
      List<Finding> findings, String field, Collection<String> texts, int most) {
    int longest = texts.stream().mapToInt(String::length).max().orElse(0);
    if (longest > most) {
      findings.add(
          Finding.of(FindingCode.TOO_LONG, field, String.valueOf(longest), String.valueOf(most)));
    }
  }

  private static void count(
      List<Finding> findings, String field, Collection<String> texts, int most) {
    if (texts.size() > most) {
      findings.add(
          Finding.of(
              FindingCode.TOO_MANY, field, String.valueOf(texts.size()), String.valueOf(most)));
    }
  }
}
