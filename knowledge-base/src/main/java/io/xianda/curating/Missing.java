package io.xianda.curating;

import java.util.ArrayList;
import java.util.List;

/** Nothing is told without question and answer; somebody should answer for it. */
final class Missing implements Guard {

  @Override
  public List<Finding> check(Draft draft) {
    DraftContent content = draft.content();
    List<Finding> findings = new ArrayList<>();
    if (PlainText.of(content.question()).isBlank()) {
      findings.add(Finding.of(FindingCode.MISSING, "question"));
    }
    if (PlainText.of(content.answer()).isBlank()) {
      findings.add(Finding.of(FindingCode.MISSING, "answer"));
    }
    if (content.similar().stream().anyMatch(text -> PlainText.of(text).isBlank())) {
      findings.add(Finding.of(FindingCode.MISSING, "similar"));
    }
    if (content.choices().stream().anyMatch(text -> PlainText.of(text).isBlank())) {
      findings.add(Finding.of(FindingCode.MISSING, "choices"));
    }
    String image = content.image();
    if (image != null && image.isBlank()) {
      findings.add(Finding.of(FindingCode.MISSING, "image"));
    }
    if (content.owner().isBlank()) {
      findings.add(Finding.of(FindingCode.NO_OWNER, "owner"));
    }
    return findings;
  }
}
