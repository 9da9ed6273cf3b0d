package io.xianda.staff;

import java.util.Locale;
import org.springframework.http.HttpStatus;

/** What can be wrong with a request; title and detail stand in {@code problems.properties}. */
enum StaffProblem {
  INVALID(HttpStatus.BAD_REQUEST),
  /** Whatever the reason: whoever guesses learns nothing from it. */
  LOGIN_REFUSED(HttpStatus.UNAUTHORIZED),
  TOO_MANY_LOGINS(HttpStatus.TOO_MANY_REQUESTS),
  NO_ACCOUNT(HttpStatus.NOT_FOUND),
  NO_SESSION(HttpStatus.NOT_FOUND),
  WITHOUT_SESSION(HttpStatus.CONFLICT),
  ACCOUNT_EXISTS(HttpStatus.CONFLICT),
  ACCOUNT_CHANGED(HttpStatus.CONFLICT),
  LAST_ADMIN(HttpStatus.CONFLICT),
  DEMO_ACCOUNT(HttpStatus.CONFLICT),
  WRONG_PASSWORD(HttpStatus.UNPROCESSABLE_CONTENT),
  WEAK_PASSWORD(HttpStatus.UNPROCESSABLE_CONTENT),
  UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE);

  private final HttpStatus status;

  StaffProblem(HttpStatus status) {
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
