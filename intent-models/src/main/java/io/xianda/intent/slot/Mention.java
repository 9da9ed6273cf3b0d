package io.xianda.intent.slot;

/** Something that a text names, and where. */
public record Mention<T>(Span span, T value) {}
