package io.xianda.dialogue;

/**
 * Where a task stands while it waits for the shopper.
 *
 * @param flow the intent that it serves
 * @param waitsFor what was asked
 * @param attempts how often the same was asked
 */
public record FlowState(String flow, Asks waitsFor, int attempts) {}
