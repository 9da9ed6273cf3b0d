package io.xianda.rules;

import java.util.List;

/** What an attempt to save a rule can lead to. */
public sealed interface Saving {

  /**
   * It is kept, or was kept already just as it is.
   *
   * @param rule with its version now
   * @param remarks what its operator should look at, such as rules that no longer win
   */
  record Saved(VersionedRule rule, List<Finding> remarks) implements Saving {

    public Saved {
      remarks = List.copyOf(remarks);
    }
  }

  /** It is not kept. */
  record Refused(List<Finding> findings) implements Saving {

    public Refused {
      findings = List.copyOf(findings);
    }
  }

  /**
   * Somebody else was faster; nothing was changed.
   *
   * @param current as they left it
   */
  record Late(VersionedRule current) implements Saving, Deletion {}

  /** There is no such rule, or no longer. */
  record Unknown() implements Saving, Deletion {}
}
