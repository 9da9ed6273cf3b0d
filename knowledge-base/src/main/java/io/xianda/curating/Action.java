package io.xianda.curating;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/** What an operator wants done to an item. Notes and reasons have at most 500 characters. */
public sealed interface Action {

  /** Its kind, as the life of an item knows it. */
  ActionKind kind();

  /** What the operator says about it; may be empty. */
  default String note() {
    return "";
  }

  /** A new item with its first version. */
  record Create(DraftContent content, String note) implements Action {
    public Create {
      Bounds.text("note", note, Bounds.NOTE);
    }

    @Override
    public ActionKind kind() {
      return ActionKind.CREATE;
    }
  }

  /** Another version of a draft; of a published item, a draft beside what is told. */
  record Edit(DraftContent content, String note) implements Action {
    public Edit {
      Bounds.text("note", note, Bounds.NOTE);
    }

    @Override
    public ActionKind kind() {
      return ActionKind.EDIT;
    }
  }

  /** For review; guards must not block it. */
  record Submit(String note) implements Action {
    public Submit {
      Bounds.text("note", note, Bounds.NOTE);
    }

    @Override
    public ActionKind kind() {
      return ActionKind.SUBMIT;
    }
  }

  /** Back from review, to write on. */
  record Withdraw() implements Action {
    @Override
    public ActionKind kind() {
      return ActionKind.WITHDRAW;
    }
  }

  /** Back from review, with a reason. */
  record Reject(String reason) implements Action {
    public Reject {
      Bounds.text("reason", reason, Bounds.NOTE);
      if (reason.isBlank()) {
        throw new IllegalArgumentException("who rejects says why");
      }
    }

    @Override
    public ActionKind kind() {
      return ActionKind.REJECT;
    }

    @Override
    public String note() {
      return reason;
    }
  }

  /**
   * Publishes what was reviewed.
   *
   * @param acknowledged warnings that the reviewer has seen
   * @param note why it is told nevertheless, if anything speaks against it
   */
  record Approve(Set<FindingCode> acknowledged, String note) implements Action {
    public Approve {
      acknowledged = inOrder(acknowledged);
      Bounds.text("note", note, Bounds.NOTE);
    }

    /** Where nothing needs to be said. */
    public Approve(Set<FindingCode> acknowledged) {
      this(acknowledged, "");
    }

    @Override
    public ActionKind kind() {
      return ActionKind.APPROVE;
    }
  }

  /**
   * Publishes a draft without review, where the settings allow it.
   *
   * @param acknowledged warnings that the operator has seen
   * @param note why it is told nevertheless, if anything speaks against it
   */
  record PublishDirectly(Set<FindingCode> acknowledged, String note) implements Action {
    public PublishDirectly {
      acknowledged = inOrder(acknowledged);
      Bounds.text("note", note, Bounds.NOTE);
    }

    /** Where nothing needs to be said. */
    public PublishDirectly(Set<FindingCode> acknowledged) {
      this(acknowledged, "");
    }

    @Override
    public ActionKind kind() {
      return ActionKind.PUBLISH_DIRECTLY;
    }
  }

  /** Withdraws it from the published base. */
  record Archive(String note) implements Action {
    public Archive {
      Bounds.text("note", note, Bounds.NOTE);
    }

    @Override
    public ActionKind kind() {
      return ActionKind.ARCHIVE;
    }
  }

  /**
   * A new draft that says what an old version said.
   *
   * @param version the number of the old version; the new one's note names it, as {@code #3}
   */
  record Restore(int version) implements Action {
    @Override
    public ActionKind kind() {
      return ActionKind.RESTORE;
    }

    @Override
    public String note() {
      return "#" + version;
    }
  }

  /** Throws a draft away; what is told stays, and the history, too. */
  record Discard() implements Action {
    @Override
    public ActionKind kind() {
      return ActionKind.DISCARD;
    }
  }

  private static Set<FindingCode> inOrder(Set<FindingCode> codes) {
    return Collections.unmodifiableSet(new TreeSet<>(codes));
  }
}
