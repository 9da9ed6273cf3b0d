package io.xianda.ticket;

/** What tickets need of the vault in which words are sealed. Thread-safe. */
public interface Seal {

  /** The sealed form of {@code plain}, bound to its place. */
  byte[] seal(String plain, String place);

  /**
   * What was sealed.
   *
   * @throws IllegalStateException with one clear line when it was sealed with another key or for
   *     another place
   */
  String open(byte[] sealed, String place);
}
