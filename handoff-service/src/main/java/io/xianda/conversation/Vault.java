package io.xianda.conversation;

import io.xianda.ticket.Seal;

/**
 * Seals what must not be readable in the database or in a backup. Authenticated: what was changed
 * or moved to another place does not open. Thread-safe.
 */
public interface Vault extends Seal {

  /** The sealed form of {@code plain}, bound to its place. */
  @Override
  byte[] seal(String plain, String place);

  /**
   * What was sealed.
   *
   * @throws IllegalStateException with one clear line when it was sealed with another key or for
   *     another place
   */
  @Override
  String open(byte[] sealed, String place);
}
