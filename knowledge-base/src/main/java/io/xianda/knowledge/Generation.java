package io.xianda.knowledge;

/**
 * Counts the published states of the knowledge base; answers and caches carry it.
 *
 * @param number 0 for a base that has never been published, then growing
 */
public record Generation(long number) {

  public Generation {
    if (number < 0) {
      throw new IllegalArgumentException("a generation is not negative: " + number);
    }
  }
}
