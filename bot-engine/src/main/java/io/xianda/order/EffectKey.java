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

  /** The key of the effect at a place within a turn, from 0. */
  static EffectKey of(TurnKey turn, int place) {
    return new EffectKey(turn.value() + "/" + place);
  }

  @Override
  public String toString() {
    return value;
  }
}
