package io.xianda.eval.dialogues;

import io.xianda.conversation.ShopperId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Holds all dialogues of a suite and judges them. */
public final class RunSuite {

  private final ShopLine.Exchange exchange;
  private final HoldDialogue hold;

  /**
   * @param exchange where the shop is reached
   * @param catchwords by which shoppers choose
   * @param known shoppers who may sign in
   */
  public RunSuite(ShopLine.Exchange exchange, Catchwords catchwords, Set<ShopperId> known) {
    this.exchange = exchange;
    this.hold = new HoldDialogue(catchwords, known);
  }

  /**
   * The verdicts, in the suite's order.
   *
   * @param lanes how many dialogues are held at a time
   * @param held told after each one, from whatever thread
   */
  public List<Judged> run(Suite suite, int lanes, Runnable held) throws InterruptedException {
    try (ExecutorService threads = Executors.newFixedThreadPool(lanes)) {
      List<Future<Judged>> running =
          suite.dialogues().stream()
              .map(dialogue ->
                  threads.submit(() -> {
                    Judged judged = hold(dialogue);
                    held.run();
                    return judged;
                  }))
              .toList();
      List<Judged> judged = new ArrayList<>();
      for (Future<Judged> one : running) {
        judged.add(one.get());
      }
      return judged;
    } catch (ExecutionException e) {
      throw new IllegalStateException("a dialogue could not be held", e.getCause());
    }
  }

  private Judged hold(DialogueCase dialogue) {
    try (ShopLine line = exchange.open(dialogue)) {
      return JudgeDialogue.judge(dialogue, hold.over(line, dialogue));
    }
  }
}
