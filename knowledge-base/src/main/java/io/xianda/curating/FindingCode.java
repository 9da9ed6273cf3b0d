package io.xianda.curating;

import static io.xianda.curating.FindingCode.Severity.BLOCKS;
import static io.xianda.curating.FindingCode.Severity.WARNS;

/** What guards find. */
public enum FindingCode {
  MISSING(BLOCKS),
  NO_OWNER(WARNS),
  TOO_LONG(BLOCKS),
  TOO_MANY(BLOCKS),
  CONTROL_CHARACTERS(BLOCKS),
  MARKUP(WARNS),
  PHONE_NUMBER(WARNS),
  ANSWER_IS_QUESTION(BLOCKS),
  UNKNOWN_PLACEHOLDER(BLOCKS),
  BROKEN_PLACEHOLDER(BLOCKS),
  MALFORMED_PAGE(BLOCKS),
  UNKNOWN_PAGE(WARNS),
  NEVER_VALID(BLOCKS),
  EXPIRED(BLOCKS),
  STARTED_BEFORE(WARNS),
  UNKNOWN_INTENT(BLOCKS),
  UNKNOWN_CHANNEL(BLOCKS),
  UNKNOWN_CITY(BLOCKS),
  REPEATED_QUESTION(WARNS),
  CONTRADICTION(BLOCKS),
  DUPLICATE(WARNS),
  NEAR_DUPLICATE(WARNS),
  OTHER_THAN_FACT(WARNS);

  /** What a finding means for publishing. */
  public enum Severity {
    /** It must not be told like this. */
    BLOCKS,
    /** An operator must have seen it. */
    WARNS
  }

  private final Severity severity;

  FindingCode(Severity severity) {
    this.severity = severity;
  }

  /** What it means for publishing. */
  public Severity severity() {
    return severity;
  }
}
