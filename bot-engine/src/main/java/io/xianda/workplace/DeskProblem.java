package io.xianda.workplace;

import io.xianda.desk.DeskRefusal;
import io.xianda.quickreply.QuickReplyRefusal;
import java.util.Locale;
import org.springframework.http.HttpStatus;

/**
 * What can be wrong with an agent's request; title and detail stand in {@code problems.properties}.
 */
enum DeskProblem {
  INVALID(HttpStatus.BAD_REQUEST),
  UNKNOWN(HttpStatus.NOT_FOUND),
  NOT_YOURS(HttpStatus.CONFLICT),
  GONE(HttpStatus.CONFLICT),
  NOT_FREE(HttpStatus.CONFLICT),
  TOO_LATE(HttpStatus.CONFLICT),
  OTHER_OPEN(HttpStatus.CONFLICT),
  NO_AGENT(HttpStatus.CONFLICT),
  SUPERVISORS_ONLY(HttpStatus.FORBIDDEN),
  CHANGED(HttpStatus.CONFLICT),
  TOO_MANY(HttpStatus.CONFLICT),
  GAP_LEFT(HttpStatus.CONFLICT),
  UNKNOWN_PLACEHOLDER(HttpStatus.UNPROCESSABLE_CONTENT),
  MERCHANT_AWAY(HttpStatus.SERVICE_UNAVAILABLE),
  PHOTO_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE),
  TOO_MANY_PIXELS(HttpStatus.UNPROCESSABLE_CONTENT),
  NO_PHOTO(HttpStatus.UNPROCESSABLE_CONTENT),
  BUSY(HttpStatus.SERVICE_UNAVAILABLE);

  private final HttpStatus status;

  DeskProblem(HttpStatus status) {
    this.status = status;
  }

  static DeskProblem of(DeskRefusal refusal) {
    return switch (refusal) {
      case UNKNOWN -> UNKNOWN;
      case NOT_YOURS -> NOT_YOURS;
      case GONE -> GONE;
      case NOT_FREE -> NOT_FREE;
      case TOO_LATE -> TOO_LATE;
      case OTHER_OPEN -> OTHER_OPEN;
    };
  }

  static DeskProblem of(QuickReplyRefusal refusal) {
    return switch (refusal) {
      case CHANGED -> CHANGED;
      case TOO_MANY -> TOO_MANY;
    };
  }

  HttpStatus status() {
    return status;
  }

  /** Its name in {@code problems.properties}. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** For programs; never changes. */
  String type() {
    return "urn:xianda:problem:desk-" + word();
  }
}
