package io.xianda.dialogue;

import io.xianda.flow.FlowState;
import io.xianda.knowledge.EntryId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the bot keeps of a conversation between turns; stored as JSON, so that it survives restarts
 * and deployments.
 *
 * @param version of this shape
 * @param flow the task under way, or {@code null}
 * @param suspended the task that another one has interrupted, or {@code null}
 * @param clarifications how many times in a row the bot had to ask what is meant
 * @param offers what the buttons of the last reply stand for
 * @param last the entry that answered the last question, or {@code null}
 * @param topic the intent of the last task or question, or {@code null} before the first
 * @param order number of the order that was talked about last, or {@code null}
 * @param later what the shopper wants when the task under way is over, or {@code null}
 * @param photos names of pictures that nobody has asked for yet
 * @param tried what the bot did, in stable words, the latest last
 * @param patience how often the same was said, or {@code null} before anything was
 */
public record DialogueMemory(
    int version,
    @Nullable FlowState flow,
    @Nullable FlowState suspended,
    int clarifications,
    List<Offer> offers,
    @Nullable String last,
    @Nullable String topic,
    @Nullable String order,
    @Nullable String later,
    List<String> photos,
    List<String> tried,
    @Nullable Patience patience) {

  /** The version that this code writes; all lower ones it reads. */
  static final int VERSION = 3;

  /** More pictures than these, sent before anybody asked, are forgotten. */
  private static final int MOST_PHOTOS = 4;

  /** What was done before these is no longer told. */
  private static final int MOST_TRIED = 6;

  private static final JsonMapper JSON = JsonMapper.shared();

  private static final DialogueMemory FRESH =
      new DialogueMemory(
          VERSION, null, null, 0, List.of(), null, null, null, null, List.of(), List.of(), null);

  /** What most turns end with, written once. */
  private static final String FRESH_JSON = JSON.writeValueAsString(FRESH);

  public DialogueMemory {
    offers = offers == null ? List.of() : List.copyOf(offers);
    photos = photos == null ? List.of() : List.copyOf(photos);
    tried = tried == null ? List.of() : List.copyOf(tried);
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
    return changed(copy -> copy.flow = next);
  }

  /** Another task has come between. */
  DialogueMemory suspending(@Nullable FlowState interrupted) {
    return changed(copy -> copy.suspended = interrupted);
  }

  /** After an answer. */
  DialogueMemory withLast(String entry) {
    return changed(copy -> copy.last = entry);
  }

  /** What it is about now. */
  DialogueMemory about(@Nullable String intent) {
    return changed(copy -> copy.topic = intent);
  }

  /** What comes when the task under way is over. */
  DialogueMemory withLater(@Nullable String words) {
    return changed(copy -> copy.later = words);
  }

  /** The order that it was about. */
  DialogueMemory aboutOrder(@Nullable String number) {
    return changed(copy -> copy.order = number);
  }

  /** What was offered, and that it had to be. */
  DialogueMemory offering(List<Offer> choices) {
    return changed(copy -> {
      copy.clarifications++;
      copy.offers = choices;
    });
  }

  /** What can be tapped, though nobody was asked what they mean. */
  DialogueMemory showing(List<Offer> choices) {
    return changed(copy -> copy.offers = choices);
  }

  /** After another message. */
  DialogueMemory bearing(Patience now) {
    return changed(copy -> copy.patience = now);
  }

  /** Pictures came that nobody has asked for. */
  DialogueMemory withPhotos(List<String> names) {
    List<String> all = new ArrayList<>(photos);
    all.addAll(names);
    return changed(copy -> copy.photos = latest(all, MOST_PHOTOS));
  }

  /** A task has taken the pictures. */
  DialogueMemory withoutPhotos() {
    return photos.isEmpty() ? this : changed(copy -> copy.photos = List.of());
  }

  DialogueMemory trying(List<String> before) {
    return changed(copy -> copy.tried = before);
  }

  /** The bot has done one thing more. */
  DialogueMemory having(String done) {
    List<String> all = new ArrayList<>(tried);
    all.add(done);
    return changed(copy -> copy.tried = latest(all, MOST_TRIED));
  }

  /** Tasks, topic and pictures stay; everything said about the last question goes. */
  DialogueMemory settled() {
    return changed(copy -> {
      copy.clarifications = 0;
      copy.offers = List.of();
      copy.last = null;
    });
  }

  private static List<String> latest(List<String> all, int most) {
    return all.subList(Math.max(0, all.size() - most), all.size());
  }

  /** The same but for what is changed, in the version that this code writes. */
  private DialogueMemory changed(Consumer<Copy> change) {
    var copy = new Copy(this);
    change.accept(copy);
    return copy.memory();
  }

  /** All that is kept, open for a change: the one place that spells it out. */
  private static final class Copy {
    @Nullable FlowState flow;
    @Nullable FlowState suspended;
    int clarifications;
    List<Offer> offers;
    @Nullable String last;
    @Nullable String topic;
    @Nullable String order;
    @Nullable String later;
    List<String> photos;
    List<String> tried;
    @Nullable Patience patience;

    Copy(DialogueMemory of) {
      flow = of.flow;
      suspended = of.suspended;
      clarifications = of.clarifications;
      offers = of.offers;
      last = of.last;
      topic = of.topic;
      order = of.order;
      later = of.later;
      photos = of.photos;
      tried = of.tried;
      patience = of.patience;
    }

    DialogueMemory memory() {
      return new DialogueMemory(
          VERSION,
          flow,
          suspended,
          clarifications,
          offers,
          last,
          topic,
          order,
          later,
          photos,
          tried,
          patience);
    }
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

    /** A newer version of the bot wrote it: a person goes on, rather than the bot guessing. */
    record Unknown() implements Reading {}
  }

  static Reading read(@Nullable String json) {
    if (json == null) {
      return new Reading.Known(fresh());
    }
    try {
      int version = JSON.readTree(json).path("version").asInt(0);
      if (version < 1 || version > VERSION) {
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
