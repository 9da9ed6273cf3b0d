package io.xianda.intent;

/**
 * One message as it was typed, and as the models read it.
 *
 * @param raw what the shopper typed, untouched
 * @param text the same after {@link Normaliser}, and in {@link Understanding} with its usual
 *     abbreviations and mistakes in full: what is encoded, compared and searched; may be empty when
 *     nothing readable was typed
 */
public record Utterance(String raw, String text) {

  /** Whether nothing is left that could mean something. */
  public boolean isBlank() {
    return text.isBlank();
  }
}
