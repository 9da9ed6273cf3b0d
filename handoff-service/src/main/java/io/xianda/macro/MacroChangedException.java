package io.xianda.macro;

/** Somebody else has changed or deleted the macro meanwhile. */
public final class MacroChangedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  MacroChangedException() {
    super("a macro was changed meanwhile", null, false, false);
  }
}
