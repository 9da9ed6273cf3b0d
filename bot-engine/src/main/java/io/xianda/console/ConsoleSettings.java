package io.xianda.console;

import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the shop is curated.
 *
 * @param reviewerMustDiffer whether a second person must look at what is to be told
 * @param cities that the shop serves
 * @param pages of the mini-program, without query; empty when nobody lists them
 * @param replayQuestions how many questions are replayed at most before something is told
 */
@ConfigurationProperties("xianda.console")
record ConsoleSettings(
    @DefaultValue("true") boolean reviewerMustDiffer,
    @DefaultValue({"杭州", "上海", "苏州"}) Set<String> cities,
    @DefaultValue Set<String> pages,
    @DefaultValue("5000") int replayQuestions) {

  private static final int MOST_QUESTIONS = 50_000;

  ConsoleSettings {
    cities = Set.copyOf(cities);
    pages = Set.copyOf(pages);
    if (replayQuestions < 1 || replayQuestions > MOST_QUESTIONS) {
      throw new IllegalArgumentException("xianda.console.replay-questions lies in [1, 50000]");
    }
  }
}
