package io.xianda.intent;

/**
 * One intent of the catalogue.
 *
 * @param intent its identifier
 * @param group identifier of the skill group that serves it when a person must, such as {@code
 *     logistics}
 * @param action what the bot does about it
 * @param name its short Chinese name, fit for a button that a shopper sees
 * @param means its meaning in a phrase, for people who label messages
 */
public record IntentDefinition(
    Intent intent, String group, Action action, String name, String means) {

  public IntentDefinition {
    if (group.isBlank() || name.isBlank()) {
      throw new IllegalArgumentException("intent " + intent + " needs a group and a name");
    }
  }
}
