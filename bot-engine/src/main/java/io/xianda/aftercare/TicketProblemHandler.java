package io.xianda.aftercare;

import io.xianda.order.MerchantAwayException;
import io.xianda.ticket.TicketRefusedException;
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

/** Turns what tickets refuse into problem details; all else is the channel's to say. */
@RestControllerAdvice(basePackageClasses = TicketProblemHandler.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class TicketProblemHandler {

  private static final ResourceBundle TEXTS =
      ResourceBundle.getBundle("io.xianda.aftercare.problems", Locale.ROOT);

  @ExceptionHandler
  ResponseEntity<ProblemDetail> on(TicketProblemException e) {
    return response(e.problem());
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> on(TicketRefusedException e) {
    return response(TicketProblem.of(e.refusal()));
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> on(MerchantAwayException e) {
    return response(TicketProblem.MERCHANT_AWAY);
  }

  private static ResponseEntity<ProblemDetail> response(TicketProblem problem) {
    ProblemDetail detail =
        ProblemDetail.forStatusAndDetail(
            problem.status(), TEXTS.getString(problem.word() + ".detail"));
    detail.setType(URI.create(problem.type()));
    detail.setTitle(TEXTS.getString(problem.word() + ".title"));
    return ResponseEntity.status(problem.status())
        .header(HttpHeaders.CONTENT_TYPE, "application/problem+json")
        .body(detail);
  }
}
