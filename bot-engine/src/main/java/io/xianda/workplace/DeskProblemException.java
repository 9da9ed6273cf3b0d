package io.xianda.workplace;

/** Ends an agent's request with a problem. */
final class DeskProblemException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final DeskProblem problem;

  DeskProblemException(DeskProblem problem) {
    super(problem.type(), null, false, false);
    this.problem = problem;
  }

  DeskProblem problem() {
    return problem;
  }
}
