package io.xianda.conversation;

/**
 * An agent who writes.
 *
 * @param account never shown to shoppers
 * @param shownAs what they see
 */
public record Writer(String account, String shownAs) {}
