package io.xianda.curating;

/**
 * One state of an item's words; never changed once written.
 *
 * @param head which one it is
 * @param content what it says
 */
public record Version(VersionHead head, DraftContent content) {}
