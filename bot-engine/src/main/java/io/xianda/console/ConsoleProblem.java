package io.xianda.console;

import java.util.Locale;
import org.springframework.http.HttpStatus;

/**
 * What can be wrong with an operator's request; title and detail stand in {@code
 * problems.properties}.
 */
enum ConsoleProblem {
  INVALID(HttpStatus.BAD_REQUEST),
  FORBIDDEN(HttpStatus.FORBIDDEN),
  RISK_FOR_ADMINS(HttpStatus.FORBIDDEN),
  NOT_FOUND(HttpStatus.NOT_FOUND),
  NO_ITEM(HttpStatus.NOT_FOUND),
  NO_VERSION(HttpStatus.NOT_FOUND),
  NO_REPLAY(HttpStatus.NOT_FOUND),
  NO_PINNED(HttpStatus.NOT_FOUND),
  NO_RULE(HttpStatus.NOT_FOUND),
  NO_GAP(HttpStatus.NOT_FOUND),
  NO_GROUP(HttpStatus.NOT_FOUND),
  NO_WEBHOOK(HttpStatus.NOT_FOUND),
  ITEM_CHANGED(HttpStatus.CONFLICT),
  NOT_ALLOWED_NOW(HttpStatus.CONFLICT),
  REVIEW_NEEDED(HttpStatus.CONFLICT),
  OWN_WORK(HttpStatus.CONFLICT),
  REQUEST_REUSED(HttpStatus.CONFLICT),
  REPLAY_NEEDED(HttpStatus.CONFLICT),
  RULE_CHANGED(HttpStatus.CONFLICT),
  GAP_CHANGED(HttpStatus.CONFLICT),
  GAP_DECIDED(HttpStatus.CONFLICT),
  SYNONYMS_CHANGED(HttpStatus.CONFLICT),
  PINNED_FULL(HttpStatus.CONFLICT),
  IMPORT_MET_OTHERS(HttpStatus.CONFLICT),
  RISK_CHANGED(HttpStatus.CONFLICT),
  WEBHOOK_CHANGED(HttpStatus.CONFLICT),
  WEBHOOKS_FULL(HttpStatus.CONFLICT),
  FILE_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE),
  FILE_UNUSABLE(HttpStatus.UNPROCESSABLE_CONTENT),
  IMPORT_REFUSED(HttpStatus.UNPROCESSABLE_CONTENT),
  RISK_OUT_OF_BOUNDS(HttpStatus.UNPROCESSABLE_CONTENT),
  WEBHOOK_REFUSED(HttpStatus.UNPROCESSABLE_CONTENT),
  REPLAY_TOO_LONG(HttpStatus.UNPROCESSABLE_CONTENT),
  RISK_NEEDS_A_REASON(HttpStatus.UNPROCESSABLE_CONTENT),
  GUARDS_REFUSE(HttpStatus.UNPROCESSABLE_CONTENT),
  LOSSES_NEED_A_REASON(HttpStatus.UNPROCESSABLE_CONTENT),
  UNFINISHED(HttpStatus.UNPROCESSABLE_CONTENT),
  RULE_REFUSED(HttpStatus.UNPROCESSABLE_CONTENT),
  SYNONYMS_MALFORMED(HttpStatus.UNPROCESSABLE_CONTENT),
  REPLAY_RUNNING(HttpStatus.TOO_MANY_REQUESTS),
  IMPORT_RUNNING(HttpStatus.TOO_MANY_REQUESTS);

  private final HttpStatus status;

  ConsoleProblem(HttpStatus status) {
    this.status = status;
  }

  HttpStatus status() {
    return status;
  }

  /** Its name in addresses and in {@code problems.properties}. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** For programs; never changes. */
  String type() {
    return "urn:xianda:problem:" + word();
  }
}
