package io.xianda.rules;

/**
 * A phrase of a rule, found in a text.
 *
 * @param rank the rule's place in the order of the book, from 0
 * @param phrase which of its phrases, from 0
 * @param start where, in UTF-16 units
 * @param end behind its last unit
 */
record Find(int rank, int phrase, int start, int end) {}
