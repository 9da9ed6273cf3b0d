package io.xianda.intent.slot;

/**
 * Something that a text names, and where.
 *
 * @param span where it stands in the text that was read
 * @param value what it means
 */
public record Mention<T>(Span span, T value) {}
