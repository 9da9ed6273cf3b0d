package io.xianda.shopper;

import io.xianda.desk.AgentId;
import java.time.Instant;

/**
 * What an agent wrote down about a shopper.
 *
 * @param number grows with every note
 * @param by who wrote it
 * @param at when
 * @param text as written
 */
public record ShopperNote(long number, AgentId by, Instant at, String text) {}
