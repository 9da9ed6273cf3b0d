package io.xianda.aftercare;

import io.xianda.ticket.TicketRefusal;
import java.util.Locale;
import org.springframework.http.HttpStatus;

/**
 * What can be wrong with a request about tickets; title and detail stand in {@code
 * problems.properties}.
 */
enum TicketProblem {
  INVALID(HttpStatus.BAD_REQUEST),
  UNKNOWN(HttpStatus.NOT_FOUND),
  UNKNOWN_PHOTO(HttpStatus.UNPROCESSABLE_CONTENT),
  NOT_NOW(HttpStatus.CONFLICT),
  CHANGED(HttpStatus.CONFLICT),
  NOT_YOURS(HttpStatus.CONFLICT),
  TOO_LATE(HttpStatus.CONFLICT),
  DECIDED(HttpStatus.CONFLICT),
  NO_ITEM(HttpStatus.UNPROCESSABLE_CONTENT),
  OVER_LIMIT(HttpStatus.CONFLICT),
  TOO_MUCH(HttpStatus.UNPROCESSABLE_CONTENT),
  NO_AMOUNT(HttpStatus.UNPROCESSABLE_CONTENT),
  NO_SHOPPER(HttpStatus.CONFLICT),
  MERCHANT_AWAY(HttpStatus.SERVICE_UNAVAILABLE);

  private final HttpStatus status;

  TicketProblem(HttpStatus status) {
    this.status = status;
  }

  static TicketProblem of(TicketRefusal refusal) {
    return switch (refusal) {
      case UNKNOWN -> UNKNOWN;
      case NOT_NOW -> NOT_NOW;
      case CHANGED -> CHANGED;
      case NOT_YOURS -> NOT_YOURS;
      case TOO_LATE -> TOO_LATE;
      case DECIDED -> DECIDED;
      case NO_ITEM -> NO_ITEM;
      case OVER_LIMIT -> OVER_LIMIT;
      case TOO_MUCH -> TOO_MUCH;
      case NO_AMOUNT -> NO_AMOUNT;
      case NO_SHOPPER -> NO_SHOPPER;
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
    return "urn:xianda:problem:ticket-" + word();
  }
}
