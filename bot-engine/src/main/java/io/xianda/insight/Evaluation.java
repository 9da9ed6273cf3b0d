package io.xianda.insight;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * One measurement of the bot.
 *
 * @param commit of the project
 * @param date when
 * @param model version of the intent model
 * @param knowledgeBase fingerprint of the entries
 * @param data fingerprint of the suites
 * @param metrics the figures, those of a suite with its name and a dot before them
 */
record Evaluation(
    String commit,
    Instant date,
    String model,
    String knowledgeBase,
    String data,
    Map<String, Double> metrics) {

  Evaluation {
    metrics = Collections.unmodifiableMap(new TreeMap<>(metrics));
  }
}
