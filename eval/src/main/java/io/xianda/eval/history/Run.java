package io.xianda.eval.history;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One measurement of everything.
 *
 * @param commit of the project, or {@code unknown}
 * @param date when, as ISO 8601
 * @param model version of the intent model
 * @param knowledgeBase fingerprint of the entries
 * @param data fingerprint of the suites
 * @param metrics the figures, those of a suite with its name and a dot before them
 */
public record Run(
    String commit,
    String date,
    String model,
    String knowledgeBase,
    String data,
    Map<String, Double> metrics) {

  public Run {
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
  }
}
