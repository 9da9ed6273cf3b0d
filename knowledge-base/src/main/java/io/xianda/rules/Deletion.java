package io.xianda.rules;

/** What an attempt to delete a rule can lead to. */
public sealed interface Deletion permits Deletion.Deleted, Saving.Late, Saving.Unknown {

  /** It is gone. */
  record Deleted() implements Deletion {}
}
