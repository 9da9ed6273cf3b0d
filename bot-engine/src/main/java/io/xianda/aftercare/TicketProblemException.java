package io.xianda.aftercare;

import java.util.function.Supplier;

/** Ends a request with a problem. */
final class TicketProblemException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final TicketProblem problem;

  TicketProblemException(TicketProblem problem) {
    super(problem.type(), null, false, false);
    this.problem = problem;
  }

  /** What is read from a request, or the problem that it is not what it should be. */
  static <T> T unlessValid(Supplier<T> read) {
    try {
      return read.get();
    } catch (IllegalArgumentException e) {
      throw new TicketProblemException(TicketProblem.INVALID);
    }
  }

  TicketProblem problem() {
    return problem;
  }
}
