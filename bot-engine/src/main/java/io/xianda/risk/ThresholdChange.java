package io.xianda.risk;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A threshold was set, or taken back.
 *
 * @param group the skill group
 * @param version 1, 2, 3 … of the group
 * @param threshold from then on; {@code null} for the fitted one
 * @param model that it was set for: with another one it no longer holds
 * @param by account
 * @param reason as it was given, or empty
 */
public record ThresholdChange(
    String group,
    long version,
    @Nullable Double threshold,
    String model,
    String by,
    Instant at,
    String reason) {}
