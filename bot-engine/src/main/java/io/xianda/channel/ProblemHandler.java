package io.xianda.channel;

import java.io.IOException;
import java.net.URI;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingPathVariableException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.core.exc.StreamConstraintsException;

/** Turns whatever went wrong into a problem detail; a shopper never sees a stack trace. */
@RestControllerAdvice
class ProblemHandler {

  private static final Logger LOG = LoggerFactory.getLogger(ProblemHandler.class);

  @ExceptionHandler
  ResponseEntity<ProblemDetail> on(ProblemException e) {
    return response(e.problem());
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> on(HttpMessageNotReadableException e) {
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof StreamConstraintsException) {
        return response(Problem.TOO_LARGE);
      }
    }
    return response(Problem.MALFORMED);
  }

  @ExceptionHandler({
    MethodArgumentNotValidException.class,
    HandlerMethodValidationException.class,
    MethodArgumentTypeMismatchException.class
  })
  ResponseEntity<ProblemDetail> onInvalid(Exception e) {
    // An id that is no id is an unknown conversation to whoever asks.
    return response(
        e instanceof MethodArgumentTypeMismatchException mismatch
                && mismatch.getName().equals("conversation")
            ? Problem.NO_CONVERSATION
            : Problem.INVALID);
  }

  /** Parameters that cannot even be decoded, such as {@code ?after=%}. */
  @ExceptionHandler({
    InvalidParameterException.class,
    MultipartException.class,
    MissingServletRequestPartException.class,
    ServletRequestBindingException.class
  })
  ResponseEntity<ProblemDetail> onUnreadable(Exception e) {
    return response(
        e instanceof MissingPathVariableException ? Problem.NO_CONVERSATION : Problem.INVALID);
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> on(MaxUploadSizeExceededException e) {
    return response(Problem.PHOTO_TOO_LARGE);
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> on(HttpRequestMethodNotSupportedException e) {
    return response(Problem.METHOD_NOT_ALLOWED);
  }

  @ExceptionHandler({
    HttpMediaTypeNotSupportedException.class,
    HttpMediaTypeNotAcceptableException.class
  })
  ResponseEntity<ProblemDetail> onMediaType(Exception e) {
    return response(Problem.UNSUPPORTED);
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> on(NoResourceFoundException e) {
    return response(Problem.NOT_FOUND);
  }

  @ExceptionHandler({DataAccessException.class, TransactionException.class})
  ResponseEntity<ProblemDetail> onStore(Exception e) {
    LOG.error("the database did not answer: {}", e.getMessage());
    return response(Problem.BUSY);
  }

  /** The client has gone; there is nobody to answer. */
  @ExceptionHandler
  void on(AsyncRequestNotUsableException e) throws IOException {
    LOG.debug("client gone: {}", e.getMessage());
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> on(Exception e) {
    LOG.error("a request failed", e);
    return response(Problem.FAILED);
  }

  private static ResponseEntity<ProblemDetail> response(Problem problem) {
    ProblemDetail detail = ProblemDetail.forStatusAndDetail(problem.status(), problem.detail());
    detail.setType(URI.create(problem.type()));
    detail.setTitle(problem.title());
    return ResponseEntity.status(problem.status())
        .header(HttpHeaders.CONTENT_TYPE, "application/problem+json")
        .body(detail);
  }
}
