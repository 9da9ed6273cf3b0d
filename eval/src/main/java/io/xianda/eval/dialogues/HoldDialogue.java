package io.xianda.eval.dialogues;

import io.xianda.conversation.ShopperId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Lets a simulated shopper talk to the shop until one of them has nothing more to say. */
final class HoldDialogue {

  /** As many messages a shopper sends before a dialogue counts as stuck. */
  private static final int MESSAGES = 20;

  private final Catchwords catchwords;
  private final Set<ShopperId> known;

  HoldDialogue(Catchwords catchwords, Set<ShopperId> known) {
    this.catchwords = catchwords;
    this.known = Set.copyOf(known);
  }

  Talked over(ShopLine line, DialogueCase dialogue) {
    var shopper = new SimulatedShopper(dialogue, catchwords, known);
    List<Talked.Exchange> exchanges = new ArrayList<>();
    Optional<SimulatedShopper.Said> next = Optional.of(shopper.opens());
    int sent = 0;
    while (next.isPresent() && sent + next.get().parts().size() <= MESSAGES) {
      SimulatedShopper.Said said = next.get();
      said.signsInAs().ifPresent(line::signInAs);
      Heard heard = line.say(said.parts());
      exchanges.add(new Talked.Exchange(OnScreen.of(said.parts()), heard));
      sent += said.parts().size();
      next = shopper.answers(heard);
    }
    return new Talked(exchanges, line.changes(), next.isPresent());
  }
}
