package io.xianda.knowledge;

/** Which engine answers searches. */
public enum SearchedBy {
  /** The one that all nodes share. */
  ELASTICSEARCH,

  /** This node's own index: there is no other, or the other cannot be used now. */
  LOCAL
}
