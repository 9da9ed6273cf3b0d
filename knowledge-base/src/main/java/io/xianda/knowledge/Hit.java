package io.xianda.knowledge;

/**
 * An entry that was found.
 *
 * @param entry the entry
 * @param probability in [0, 1] that it answers the message, calibrated on held-out messages
 * @param evidence what the probability was computed from
 */
public record Hit(Entry entry, double probability, Evidence evidence) {}
