package io.xianda.curating;

import java.time.Instant;
import java.util.List;

/** Nobody would ever be told, or sooner than the operator thinks. */
final class Dates implements Guard {

  @Override
  public List<Finding> check(Draft draft) {
    Instant from = draft.content().from();
    Instant until = draft.content().until();
    if (from != null && until != null && !from.isBefore(until)) {
      return List.of(Finding.of(FindingCode.NEVER_VALID, "until"));
    }
    if (until != null && !draft.now().isBefore(until)) {
      return List.of(Finding.of(FindingCode.EXPIRED, "until"));
    }
    if (from != null && from.isBefore(draft.now())) {
      return List.of(Finding.of(FindingCode.STARTED_BEFORE, "from"));
    }
    return List.of();
  }
}
