package io.xianda.curating;

/**
 * An item and what its working version says.
 *
 * @param item as it is
 * @param content of the version that is written, reviewed, or told when nothing newer is
 */
public record WorkingVersion(Item item, DraftContent content) {}
