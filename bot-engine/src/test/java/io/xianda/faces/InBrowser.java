package io.xianda.faces;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A test in a real Chromium. Where there is none, it is left out, and the run says so. */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(InBrowser.WhereThereIsOne.class)
@interface InBrowser {

  /** Looks for a browser, and tells how to get one. */
  final class WhereThereIsOne implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      if (Browser.isInstalled()) {
        return ConditionEvaluationResult.enabled("there is a Chromium");
      }
      String reason =
          "LEFT OUT: "
              + context.getDisplayName()
              + " needs Chromium, and none is installed; install it (Debian: apt-get install chromium)"
              + " or name it in XIANDA_CHROMIUM";
      System.err.println(reason);
      return ConditionEvaluationResult.disabled(reason);
    }
  }
}
