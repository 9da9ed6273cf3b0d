package io.xianda.staff;

import java.util.Locale;
import java.util.ResourceBundle;
import java.util.function.Supplier;

/** Ends a request with a problem, and rolls back what it has begun. */
final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private static final ResourceBundle TEXTS =
      ResourceBundle.getBundle("io.xianda.staff.problems", Locale.ROOT);

  private final StaffProblem problem;

  Refusal(StaffProblem problem) {
    super(problem.type(), null, false, false);
    this.problem = problem;
  }

  /** What is read from a request, or the problem that it is not what it should be. */
  static <T> T unlessValid(Supplier<T> read) {
    try {
      return read.get();
    } catch (IllegalArgumentException e) {
      throw new Refusal(StaffProblem.INVALID);
    }
  }

  StaffProblem problem() {
    return problem;
  }

  String title() {
    return TEXTS.getString(problem.word() + ".title");
  }

  String detail() {
    return TEXTS.getString(problem.word() + ".detail");
  }
}
