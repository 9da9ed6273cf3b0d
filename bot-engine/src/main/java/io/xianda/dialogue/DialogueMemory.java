package io.xianda.dialogue;

import io.xianda.knowledge.EntryId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the bot keeps of a conversation between turns; stored as JSON, so that it survives restarts
 * and deployments.
 *
 * @param version of this shape
 * @param flow the task under way, or {@code null}
 * @param clarifications how many times in a row the bot had to ask what is meant
 * @param offers what the buttons of the last reply stand for
 * @param last the entry that answered the last question, or {@code null}
 */
public record DialogueMemory(
    int version,
    @Nullable FlowState flow,
    int clarifications,
    List<Offer> offers,
    @Nullable String last) {

  /** The version that this code writes. */
  static final int VERSION = 1;

  private static final JsonMapper JSON = JsonMapper.shared();

  private static final DialogueMemory FRESH = new DialogueMemory(VERSION, null, 0, List.of(), null);

  /** What most turns end with, written once. */
  private static final String FRESH_JSON = JSON.writeValueAsString(FRESH);

  public DialogueMemory {
    offers = offers == null ? List.of() : List.copyOf(offers);
  }

  /** Nothing was answered yet. */
  DialogueMemory(int version, @Nullable FlowState flow, int clarifications, List<Offer> offers) {
    this(version, flow, clarifications, offers, null);
  }

  /** Nothing is remembered. */
  public static DialogueMemory fresh() {
    return FRESH;
  }

  /** The stored memory of a conversation in which this entry has just been answered. */
  public static String after(EntryId entry) {
    return fresh().withLast(entry.value()).toJson();
  }

  DialogueMemory with(@Nullable FlowState next) {
    return new DialogueMemory(VERSION, next, clarifications, offers, last);
  }

  /** After an answer. */
  DialogueMemory withLast(String entry) {
    return new DialogueMemory(VERSION, flow, clarifications, offers, entry);
  }

  /**
   * The task under way was not answered once more; after a few times it is dropped rather than
   * asked about for ever.
   */
  DialogueMemory withFlowMissed() {
    FlowState open = flow;
    return open == null
        ? this
        : with(open.attempts() >= FlowState.MOST_ATTEMPTS ? null : open.again());
  }

  /** What reading a stored memory can lead to. */
  sealed interface Reading {

    /** It was understood, or there was none. */
    record Known(DialogueMemory memory) implements Reading {}

    /**
     * A newer or an older version of the bot wrote it: a person goes on, rather than the bot
     * guessing.
     */
    record Unknown() implements Reading {}
  }

  static Reading read(@Nullable String json) {
    if (json == null) {
      return new Reading.Known(fresh());
    }
    try {
      if (JSON.readTree(json).path("version").asInt(0) != VERSION) {
        return new Reading.Unknown();
      }
      return new Reading.Known(JSON.readValue(json, DialogueMemory.class));
    } catch (JacksonException e) {
      return new Reading.Unknown();
    }
  }

  String toJson() {
    return equals(FRESH) ? FRESH_JSON : JSON.writeValueAsString(this);
  }
}
