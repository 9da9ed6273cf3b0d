package io.xianda.intent;

import io.xianda.intent.slot.OrderMention;
import java.util.List;

/**
 * All that the words of one message say, before anybody looks at orders or at the knowledge base.
 *
 * @param utterance what was typed
 * @param vector its sentence vector, made once; not to be changed by whoever gets it
 * @param intents calibrated probabilities
 * @param orders order numbers that are named in it, in the order of the text
 */
@SuppressWarnings(
    "ArrayRecordComponent") // the vector is shared on purpose: copying it would cost more than the
// search
public record Understanding(
    Utterance utterance, float[] vector, IntentPrediction intents, List<OrderMention> orders) {

  public Understanding {
    orders = List.copyOf(orders);
  }
}
