package io.xianda.wording;

import io.xianda.intent.SentenceEncoder;
import java.util.concurrent.atomic.AtomicBoolean;

/** To this encoder a text means nothing that the one before it meant. */
final class Disagreeing implements SentenceEncoder {

  private final AtomicBoolean first = new AtomicBoolean();

  @Override
  public int dimension() {
    return 2;
  }

  @Override
  public float[] encode(String text) {
    return first.getAndSet(!first.get()) ? new float[] {1, 0} : new float[] {0, 1};
  }

  @Override
  public String fingerprint() {
    return "disagreeing";
  }

  @Override
  public void close() {}
}
