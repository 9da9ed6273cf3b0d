package io.xianda.figures;

import java.time.Duration;

/**
 * How times are spread. A quantile is the smallest of the times that so large a share of them does
 * not exceed: one that was really measured, never one in between.
 *
 * @param count how many times, at least one
 * @param median that half of them do not exceed
 * @param p90 that nine of ten do not exceed
 */
public record Spread(long count, Duration median, Duration p90) {}
