package io.xianda.desk;

import java.time.Instant;

/**
 * What an agent says to colleagues about a conversation; no shopper sees it.
 *
 * @param number counted up over all of them
 * @param afterSeq it was written after this message
 * @param by who wrote it
 * @param at when
 * @param text plain
 */
public record Whisper(long number, long afterSeq, AgentId by, Instant at, String text) {}
