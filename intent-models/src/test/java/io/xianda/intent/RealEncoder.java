package io.xianda.intent;

/**
 * The real sentence encoder, loaded once for all tests of this module since that takes a second.
 */
final class RealEncoder {

  static final BgeSmallZh BGE = BgeSmallZh.load();

  private RealEncoder() {}
}
