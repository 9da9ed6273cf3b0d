package io.xianda.order;

/**
 * What makes an effect one: asked for twice under the same key, it happens once.
 *
 * @param value 1 to 100 characters
 */
public record EffectKey(String value) {

  public EffectKey {
    if (value.isBlank() || value.length() > 100) {
      throw new IllegalArgumentException("an effect's key has 1 to 100 characters");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
