package io.xianda.gaps;

/**
 * Who decided something.
 *
 * @param name 1 to 100 characters
 */
public record Actor(String name) {

  /** The service itself, which merges gaps that turned out to be one. */
  static final Actor XIANDA = new Actor("xianda");

  private static final int LONGEST = 100;

  public Actor {
    if (name.isBlank() || name.length() > LONGEST) {
      throw new IllegalArgumentException("an actor has a name of 1 to 100 characters");
    }
  }
}
