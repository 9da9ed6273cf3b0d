package io.xianda.console;

import java.text.MessageFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.function.Supplier;

/** Ends a request with a problem, and rolls back what it has begun. */
final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private static final ResourceBundle TEXTS =
      ResourceBundle.getBundle("io.xianda.console.problems", Locale.ROOT);

  private final ConsoleProblem problem;
  private final String detail;
  private final transient Map<String, Object> more = new LinkedHashMap<>();

  private Refusal(ConsoleProblem problem, String detail) {
    super(problem.type(), null, false, false);
    this.problem = problem;
    this.detail = detail;
  }

  /**
   * A problem.
   *
   * @param parameters of its words
   */
  static Refusal of(ConsoleProblem problem, Object... parameters) {
    Object[] shown = new Object[parameters.length];
    for (int i = 0; i < shown.length; i++) {
      // A number is shown as it is, without separators.
      shown[i] = String.valueOf(parameters[i]);
    }
    String pattern = TEXTS.getString(problem.word() + ".detail");
    return new Refusal(problem, new MessageFormat(pattern, Locale.ROOT).format(shown));
  }

  /** The same, telling programs more. */
  Refusal with(String name, Object value) {
    more.put(name, value);
    return this;
  }

  /** What is read from a request, or the problem that it is not what it should be. */
  static <T> T unlessValid(Supplier<T> read) {
    try {
      return read.get();
    } catch (IllegalArgumentException e) {
      throw of(ConsoleProblem.INVALID).with("reason", String.valueOf(e.getMessage()));
    }
  }

  ConsoleProblem problem() {
    return problem;
  }

  String title() {
    return TEXTS.getString(problem.word() + ".title");
  }

  String detail() {
    return detail;
  }

  Map<String, Object> more() {
    return more;
  }
}
