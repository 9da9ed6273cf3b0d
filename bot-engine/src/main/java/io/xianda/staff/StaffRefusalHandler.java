package io.xianda.staff;

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
class StaffRefusalHandler {

  @ExceptionHandler
  ResponseEntity<ProblemDetail> on(Refusal refusal) {
    StaffProblem problem = refusal.problem();
    ProblemDetail detail = ProblemDetail.forStatusAndDetail(problem.status(), refusal.detail());
    detail.setType(URI.create(problem.type()));
    detail.setTitle(refusal.title());
    ResponseEntity.BodyBuilder response =
        ResponseEntity.status(problem.status())
            .header(HttpHeaders.CONTENT_TYPE, "application/problem+json");
    if (problem == StaffProblem.TOO_MANY_LOGINS) {
      response.header(HttpHeaders.RETRY_AFTER, "60");
    }
    return response.body(detail);
  }
}
