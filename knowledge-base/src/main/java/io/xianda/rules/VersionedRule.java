package io.xianda.rules;

/**
 * A rule as it is kept.
 *
 * @param rule itself
 * @param version of it: never given twice, not even when a rule of the same id is made anew
 */
public record VersionedRule(KeywordRule rule, long version) {}
