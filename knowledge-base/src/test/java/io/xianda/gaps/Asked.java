package io.xianda.gaps;

import io.xianda.knowledge.EntryId;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Says what was asked: {@code Asked.about("小票").in("c1").because(THUMBS_DOWN).miss()}. */
final class Asked {

  private static final int DIMENSION = 512;

  private final String topic;
  private String text;
  private String conversation = "c";
  private long seq = 1;
  private MissedQuestion.Why why = MissedQuestion.Why.UNANSWERED;
  private String intent = "";
  private MissedQuestion.@Nullable Nearest nearest;
  private double distance;
  private long wobble;
  private Instant at = GapDatabase.START.minus(Duration.ofHours(1));

  private Asked(String topic) {
    this.topic = topic;
    this.text = topic;
  }

  /** Messages of one topic are near each other, those of different topics are not. */
  static Asked about(String topic) {
    return new Asked(topic);
  }

  Asked as(String otherText) {
    text = otherText;
    return this;
  }

  Asked in(String otherConversation) {
    conversation = otherConversation;
    return this;
  }

  Asked seq(long otherSeq) {
    seq = otherSeq;
    return this;
  }

  Asked because(MissedQuestion.Why otherWhy) {
    why = otherWhy;
    return this;
  }

  Asked of(String otherIntent) {
    intent = otherIntent;
    return this;
  }

  Asked near(String entry, double probability) {
    nearest = new MissedQuestion.Nearest(new EntryId(entry), probability);
    return this;
  }

  /** So far from the middle of its topic, in a direction of its own. */
  Asked off(double otherDistance, long direction) {
    distance = otherDistance;
    wobble = direction;
    return this;
  }

  Asked at(Instant otherTime) {
    at = otherTime;
    return this;
  }

  MissedQuestion miss() {
    return new MissedQuestion(conversation, seq, why, text, intent, nearest, vector(), at);
  }

  float[] vector() {
    float[] vector = direction(topic.hashCode());
    float[] other = direction(topic.hashCode() * 31L + wobble + 1);
    for (int i = 0; i < DIMENSION; i++) {
      vector[i] += (float) (distance * other[i]);
    }
    return unit(vector);
  }

  static float[] direction(long seed) {
    Random random = new Random(seed);
    float[] vector = new float[DIMENSION];
    for (int i = 0; i < DIMENSION; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    return unit(vector);
  }

  private static float[] unit(float[] vector) {
    double squares = 0;
    for (float x : vector) {
      squares += (double) x * x;
    }
    for (int i = 0; i < vector.length; i++) {
      vector[i] /= (float) Math.sqrt(squares);
    }
    return vector;
  }
}
