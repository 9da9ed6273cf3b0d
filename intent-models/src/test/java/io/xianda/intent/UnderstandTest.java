package io.xianda.intent;

import static org.assertj.core.api.Assertions.assertThat;

import io.xianda.intent.slot.OrderMention;
import io.xianda.intent.train.ToyTraining;
import org.junit.jupiter.api.Test;

/** A message is normalised, encoded once, classified, and searched for order numbers. */
class UnderstandTest {

  private final IntentModel model = ToyTraining.model();
  private final HashedCharacters encoder = new HashedCharacters();
  private final Understand understand = new Understand(encoder, model);

  @Test
  void aMessageIsEncodedExactlyOnce() {
    understand.understand("几点能送到");

    assertThat(encoder.encoded()).isEqualTo(1);
  }

  @Test
  void theVectorIsThatOfTheNormalisedText() {
    Understanding understanding = understand.understand("訂單ＡＢＣ！！！");

    assertThat(understanding.utterance()).isEqualTo(new Utterance("訂單ＡＢＣ！！！", "订单abc!"));
    assertThat(understanding.vector()).isEqualTo(encoder.encode("订单abc!"));
  }

  @Test
  void theIntentIsPredicted() {
    assertThat(understand.understand("草莓烂了").intents().best().intent())
        .isEqualTo(new Intent("quality.spoiled"));
  }

  @Test
  void ordersAreFoundInWhatWasTypedNotInTheMaskedText() {
    assertThat(understand.understand("XM2606150001到哪了").orders())
        .containsExactly(new OrderMention.Whole("XM2606150001"));
  }

  @Test
  void aMessageWithoutAnythingReadableHasAMeaningToo() {
    Understanding nothing = understand.understand("\u200b");

    assertThat(nothing.utterance().isBlank()).isTrue();
    assertThat(nothing.intents().ranked()).hasSize(3);
    assertThat(nothing.orders()).isEmpty();
  }

  @Test
  void theModelVersionIsThatOfTheModel() {
    assertThat(understand.modelVersion()).isEqualTo(model.version());
  }
}
