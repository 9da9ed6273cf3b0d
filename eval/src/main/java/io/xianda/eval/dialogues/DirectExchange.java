package io.xianda.eval.dialogues;

import io.xianda.conversation.ConversationState;
import io.xianda.conversation.Part;
import io.xianda.conversation.ShopperId;
import io.xianda.dialogue.Dialogue;
import io.xianda.dialogue.Outcome;
import io.xianda.dialogue.Turn;
import io.xianda.order.DemoShop;
import io.xianda.order.TurnKey;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Lines that lead to the dialogue itself, past the record and its database. */
public final class DirectExchange implements ShopLine.Exchange {

  private final Function<DemoShop, Dialogue> bot;

  /**
   * @param bot the same bot in whatever shop
   */
  public DirectExchange(Function<DemoShop, Dialogue> bot) {
    this.bot = bot;
  }

  @Override
  public ShopLine open(DialogueCase dialogue) {
    return new Line(dialogue);
  }

  @Override
  public void close() {}

  private final class Line implements ShopLine {

    private final SlowClock clock;
    private final DemoShop shop;
    private final Dialogue dialogue;
    private ShopperId shopper;
    private ConversationState state = ConversationState.BOT;
    private @Nullable String memory;
    private int turns;

    Line(DialogueCase held) {
      clock = SlowClock.startingAt(held.at());
      shop = DemoShop.shipped(clock);
      dialogue = bot.apply(shop);
      shopper = held.shopper().orElseGet(ShopperId::guest);
    }

    @Override
    public Heard say(List<Part> parts) {
      Outcome outcome =
          dialogue.respond(
              new Turn(
                  shopper, state, memory, parts, clock.instant(), new TurnKey("eval/" + turns++)));
      state = outcome.state();
      memory = outcome.memory();
      clock.passes();
      return Heard.of(outcome);
    }

    @Override
    public void signInAs(ShopperId other) {
      shopper = other;
    }

    @Override
    public List<Change> changes() {
      return shop.effects().stream().map(Change::of).toList();
    }

    @Override
    public void close() {}
  }
}
