package io.xianda.console;

import java.net.URI;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Turns refusals into problem details; all else that goes wrong is the channel's to say. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class RefusalHandler {

  @ExceptionHandler
  ResponseEntity<ProblemDetail> on(Refusal refusal) {
    ProblemDetail problem =
        ProblemDetail.forStatusAndDetail(refusal.problem().status(), refusal.detail());
    problem.setType(URI.create(refusal.problem().type()));
    problem.setTitle(refusal.title());
    refusal.more().forEach(problem::setProperty);
    return ResponseEntity.status(refusal.problem().status())
        .header(HttpHeaders.CONTENT_TYPE, "application/problem+json")
        .body(problem);
  }
}
