package io.xianda.rules;

/**
 * Where a phrase is used.
 *
 * @param rank the rule's place in the order of the book, from 0
 * @param phrase which of its phrases, from 0
 */
record Use(int rank, int phrase) {}
