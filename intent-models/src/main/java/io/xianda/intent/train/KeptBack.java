package io.xianda.intent.train;

import io.xianda.intent.Normaliser;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * The fifth of all messages that the sentence encoder was not tuned on. What the encoder has been
 * tuned on it knows too well: only these messages tell what the whole is worth for a shopper's next
 * one, so only they calibrate and measure.
 */
public final class KeptBack {

  private static final int PART = 5;

  private KeptBack() {}

  /**
   * Whether tuning leaves this message out: by a checksum of its normalised text, so that the
   * answer stays the same when messages are added.
   */
  public static boolean contains(TrainingMessage message) {
    var checksum = new CRC32();
    checksum.update(Normaliser.normalise(message.text()).text().getBytes(StandardCharsets.UTF_8));
    return checksum.getValue() % PART == 0;
  }
}
