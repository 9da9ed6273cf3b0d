package io.xianda.gaps;

import io.xianda.knowledge.EntryId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message that the base failed. Making one masks its text, so that none ever holds personal data.
 *
 * @param conversation opaque, 1 to 100 characters
 * @param seq place of the message in its conversation, from 1
 * @param why how it was missed; a message can be missed in several ways
 * @param text what was asked, normalised; masked here and cut after 1,000 characters
 * @param intent the guessed intent, at most 100 characters; empty when unknown
 * @param nearest the entry that came closest, or {@code null} when there was none
 * @param vector the sentence vector of the text, 512 components, of length 1; not to be changed
 *     afterwards
 * @param at when it was asked
 */
@SuppressWarnings("ArrayRecordComponent") // shared with the search on purpose: encoded once
public record MissedQuestion(
    String conversation,
    long seq,
    Why why,
    String text,
    String intent,
    @Nullable Nearest nearest,
    float[] vector,
    Instant at) {

  /** How a message is missed. */
  public enum Why {
    /** The bot said that it does not know. */
    UNANSWERED,
    /** The bot asked back, and the shopper gave up or said something else. */
    CLARIFIED_IN_VAIN,
    /** A person had to take over. */
    HANDED_OVER,
    /** The shopper found the answer useless. */
    THUMBS_DOWN
  }

  /**
   * The entry that came closest.
   *
   * @param probability that it answers, in [0, 1]
   */
  public record Nearest(EntryId entry, double probability) {

    public Nearest {
      if (!(probability >= 0 && probability <= 1)) {
        throw new IllegalArgumentException("not a probability: " + probability);
      }
    }
  }

  /** What identifies a miss: the same one given twice counts once. */
  record Key(String conversation, long seq, Why why) {}

  /** Components of every vector. */
  static final int DIMENSION = 512;

  private static final int LONGEST_NAME = 100;
  private static final double ABOUT_ONE = 0.01;

  public MissedQuestion {
    if (conversation.isBlank() || conversation.length() > LONGEST_NAME) {
      throw new IllegalArgumentException("a conversation has 1 to 100 characters");
    }
    if (seq < 1) {
      throw new IllegalArgumentException("places in a conversation count from 1: " + seq);
    }
    if (intent.length() > LONGEST_NAME) {
      throw new IllegalArgumentException("an intent has at most 100 characters");
    }
    text = MaskPersonalData.in(text);
    if (text.isBlank()) {
      throw new IllegalArgumentException("a question needs a text");
    }
    if (vector.length != DIMENSION || !(Math.abs(length(vector) - 1) < ABOUT_ONE)) {
      throw new IllegalArgumentException("a vector has 512 components and length 1");
    }
  }

  Key key() {
    return new Key(conversation, seq, why);
  }

  private static double length(float[] vector) {
    double squares = 0;
    for (float x : vector) {
      squares += (double) x * x;
    }
    return Math.sqrt(squares);
  }

  /** Without the text: what was asked does not belong in a log. */
  @Override
  public String toString() {
    return "MissedQuestion[" + conversation + "/" + seq + " " + why + "]";
  }
}
