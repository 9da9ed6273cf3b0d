package io.xianda.intent;

import java.util.regex.Pattern;

/**
 * What a message is about, by its identifier in {@code intents.yml}, such as {@code delivery.eta}.
 *
 * @param id lower-case words, dots and underscores
 */
public record Intent(String id) {

  private static final Pattern SHAPE = Pattern.compile("[a-z][a-z0-9_]*(\\.[a-z0-9_]+)?");

  /** The message has nothing to do with this shop, or no meaning at all. */
  public static final Intent OUT_OF_SCOPE = new Intent("oos");

  /** Somebody fell ill, or found something in the food: always a matter for a person. */
  public static final Intent FOOD_SAFETY = new Intent("quality.safety");

  /** The shopper asks for a person. */
  public static final Intent WANTS_PERSON = new Intent("service.human");

  public Intent {
    if (!SHAPE.matcher(id).matches()) {
      throw new IllegalArgumentException("not an intent id: " + id);
    }
  }

  @Override
  public String toString() {
    return id;
  }
}
