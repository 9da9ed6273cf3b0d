package io.xianda.curating;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What guards make of a version, found before the item is locked, since some of them take their
 * time.
 *
 * @param content that was judged
 * @param forms its questions, normalised
 * @param findings of all guards
 * @param atLast looks once more for what another publication may have changed meanwhile; quick
 */
record Verdict(
    DraftContent content,
    List<String> forms,
    List<Finding> findings,
    Supplier<List<Finding>> atLast) {

  /** What stands in the way of a review. */
  List<Finding> blocking() {
    return findings.stream().filter(Finding::blocks).toList();
  }

  /** What stands in the way of publishing, given what the operator has seen. */
  List<Finding> against(Set<FindingCode> acknowledged) {
    return against(findings, acknowledged);
  }

  /** What has come into the way since. */
  List<Finding> againstAtLast(Set<FindingCode> acknowledged) {
    return against(atLast.get(), acknowledged);
  }

  private static List<Finding> against(List<Finding> findings, Set<FindingCode> acknowledged) {
    return findings.stream()
        .filter(finding -> finding.blocks() || !acknowledged.contains(finding.code()))
        .toList();
  }
}
