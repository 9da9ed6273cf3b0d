package io.xianda.flow;

import io.xianda.intent.Intent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tasks that the bot finishes by itself: a new one is a class and a line here. */
public final class Flows {

  private final Map<Intent, Flow> byIntent = new HashMap<>();
  private final List<Flow> flows;

  private Flows(List<Flow> flows) {
    this.flows = List.copyOf(flows);
    for (Flow flow : flows) {
      for (Intent intent : flow.intents()) {
        if (byIntent.put(intent, flow) != null) {
          throw new IllegalArgumentException("two tasks serve " + intent);
        }
      }
    }
  }

  /** All of them. */
  public static Flows all(ShopRules rules) {
    return new Flows(
        List.of(
            new OnItsWayFlow("delivery.eta", "eta.promised", rules),
            new OnItsWayFlow("delivery.track", "track.stage", rules),
            new LateFlow(rules),
            new NotReceivedFlow(),
            new RiderContactFlow(),
            new ChangeAddressFlow(),
            new ChangeTimeFlow(rules),
            new CancelFlow(rules),
            new ModifyFlow(),
            new HistoryFlow(),
            new ClaimFlow(rules),
            new ProgressFlow(),
            new WithdrawFlow()));
  }

  /** The task of a stored state; nothing when this version does not have it. */
  public Optional<Flow> named(String intent) {
    return byIntent.entrySet().stream()
        .filter(flow -> flow.getKey().id().equals(intent))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** The task whose own words stand in the message, if there is one. */
  public Optional<Flow> heardIn(FlowTurn turn) {
    return flows.stream().filter(flow -> flow.hears(turn)).findFirst();
  }

  /** The task that serves an intent. */
  public Optional<Flow> of(Intent intent) {
    return Optional.ofNullable(byIntent.get(intent));
  }
}
