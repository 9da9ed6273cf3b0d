package io.xianda.eval.history;

/**
 * How one case of a suite fared.
 *
 * @param suite its name
 * @param id unique in its suite
 * @param passed whether it came as expected
 */
public record CaseResult(String suite, String id, boolean passed) {}
