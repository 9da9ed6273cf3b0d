package io.xianda.curating;

import java.util.List;

/** Looks for one kind of trouble in a draft. Thread-safe. */
interface Guard {

  /** What it found; empty when all is well. */
  List<Finding> check(Draft draft);
}
