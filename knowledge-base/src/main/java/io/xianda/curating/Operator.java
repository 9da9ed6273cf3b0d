package io.xianda.curating;

/**
 * Who curates: the name of an account, not of a person.
 *
 * @param name 1 to 100 characters
 */
public record Operator(String name) {

  /** Does what nobody asked for, such as taking over what was published before. */
  public static final Operator SYSTEM = new Operator("xianda");

  public Operator {
    Bounds.text("operator", name, 100);
    if (name.isBlank()) {
      throw new IllegalArgumentException("an operator has a name");
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
