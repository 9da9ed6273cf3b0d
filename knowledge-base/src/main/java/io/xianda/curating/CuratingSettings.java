package io.xianda.curating;

/**
 * How curating goes in this shop.
 *
 * @param reviewerMustDiffer whether a second person must look at what is to be told: then nobody
 *     approves what he wrote or handed in himself, and nothing is published without review
 */
public record CuratingSettings(boolean reviewerMustDiffer) {}
