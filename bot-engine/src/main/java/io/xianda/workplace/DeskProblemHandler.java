package io.xianda.workplace;

import io.xianda.desk.DeskRefusedException;
import io.xianda.macro.MacroChangedException;
import io.xianda.quickreply.QuickReplyRefusedException;
import io.xianda.quickreply.UnknownPlaceholderException;
import java.net.URI;
import java.util.Locale;
import java.util.ResourceBundle;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Turns what the desk refuses into problem details; all else is the channel's to say. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class DeskProblemHandler {

  private static final ResourceBundle TEXTS =
      ResourceBundle.getBundle("io.xianda.workplace.problems", Locale.ROOT);

  @ExceptionHandler
  ResponseEntity<ProblemDetail> on(DeskProblemException e) {
    return response(e.problem());
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> on(DeskRefusedException e) {
    return response(DeskProblem.of(e.refusal()));
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> on(QuickReplyRefusedException e) {
    return response(DeskProblem.of(e.refusal()));
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> on(UnknownPlaceholderException e) {
    return response(DeskProblem.UNKNOWN_PLACEHOLDER);
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> on(MacroChangedException e) {
    return response(DeskProblem.CHANGED);
  }

  static ProblemDetail detail(DeskProblem problem) {
    ProblemDetail detail =
        ProblemDetail.forStatusAndDetail(
            problem.status(), TEXTS.getString(problem.word() + ".detail"));
    detail.setType(URI.create(problem.type()));
    detail.setTitle(TEXTS.getString(problem.word() + ".title"));
    return detail;
  }

  private static ResponseEntity<ProblemDetail> response(DeskProblem problem) {
    return ResponseEntity.status(problem.status())
        .header(HttpHeaders.CONTENT_TYPE, "application/problem+json")
        .body(detail(problem));
  }
}
