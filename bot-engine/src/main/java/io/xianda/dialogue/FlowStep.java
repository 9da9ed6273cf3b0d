package io.xianda.dialogue;

import io.xianda.conversation.Part;
import java.util.List;

/** What came of a turn in a task. */
public sealed interface FlowStep {

  /** What the shopper sees. */
  List<Part> parts();

  /** It waits for the shopper. */
  record Waiting(List<Part> parts, FlowState state) implements FlowStep {}

  /** It is done, or cannot be. */
  record Finished(List<Part> parts) implements FlowStep {}
}
