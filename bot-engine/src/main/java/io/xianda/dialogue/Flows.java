package io.xianda.dialogue;

import io.xianda.intent.Intent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The tasks that the bot finishes by itself: a new one is a class and a line here. */
final class Flows {

  private final Map<Intent, Flow> byIntent;

  private Flows(List<Flow> flows) {
    this.byIntent = flows.stream().collect(Collectors.toMap(Flow::intent, Function.identity()));
  }

  static Flows all() {
    return new Flows(List.of(new EtaFlow(), new TrackFlow()));
  }

  /** The task of a stored state; nothing when this version does not have it. */
  Optional<Flow> named(String intent) {
    return byIntent.values().stream().filter(flow -> flow.intent().id().equals(intent)).findFirst();
  }

  Optional<Flow> of(Intent intent) {
    return Optional.ofNullable(byIntent.get(intent));
  }
}
