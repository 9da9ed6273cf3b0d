package io.xianda.curating;

import io.xianda.knowledge.EntryId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An entry and all that is being done to it, as of one lock number.
 *
 * @param id also the identifier of the published entry
 * @param lock counted up by every change; who changes the item names the number that he saw
 * @param state of the working version
 * @param publication whether a version is told
 * @param workingVersion the version that is written, reviewed, or told when nothing newer is
 * @param lastVersion the highest number of all versions; the next one is one more
 * @param publishedVersion the version that is told, or was last; {@code null} when none ever was
 * @param submittedBy who handed the working version in for review, {@code null} when it is not
 *     there
 * @param createdAt when the item came to be
 * @param changedAt when it was last changed
 */
public record Item(
    EntryId id,
    long lock,
    LifeState state,
    Publication publication,
    int workingVersion,
    int lastVersion,
    @Nullable Integer publishedVersion,
    @Nullable String submittedBy,
    Instant createdAt,
    Instant changedAt) {

  /** Whether shoppers are told some version of it. */
  public boolean isTold() {
    return publication == Publication.TOLD;
  }

  /** The next state of the same item; nobody has it under review unless {@link #submitted}. */
  Item moved(LifeState next, Instant now) {
    return new Item(
        id,
        lock + 1,
        next,
        publication,
        workingVersion,
        lastVersion,
        publishedVersion,
        null,
        createdAt,
        now);
  }

  Item submitted(Operator by) {
    return new Item(
        id,
        lock,
        state,
        publication,
        workingVersion,
        lastVersion,
        publishedVersion,
        by.name(),
        createdAt,
        changedAt);
  }

  /** With one more version, which is worked on. */
  Item written() {
    return new Item(
        id,
        lock,
        state,
        publication,
        lastVersion + 1,
        lastVersion + 1,
        publishedVersion,
        submittedBy,
        createdAt,
        changedAt);
  }

  /** The working version is told from now on. */
  Item told() {
    return new Item(
        id,
        lock,
        state,
        Publication.TOLD,
        workingVersion,
        lastVersion,
        workingVersion,
        submittedBy,
        createdAt,
        changedAt);
  }

  /** Nothing newer is worked on than what is, or was, told. */
  Item settled(Publication publication) {
    return new Item(
        id,
        lock,
        state,
        publication,
        publishedVersion == null ? workingVersion : publishedVersion,
        lastVersion,
        publishedVersion,
        submittedBy,
        createdAt,
        changedAt);
  }
}
